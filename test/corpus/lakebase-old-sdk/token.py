from databricks.sdk import WorkspaceClient


def lakebase_token(endpoint: str) -> str:
    w = WorkspaceClient(product="Quillmark_Drafts", product_version="1.0.0")
    return w.postgres.generate_database_credential(endpoint=endpoint).token
