from databricks.sdk import WorkspaceClient

w = WorkspaceClient(product="Acme_Loader", product_version="1.2.0")


def connect(endpoint: str) -> str:
    return w.postgres.generate_database_credential(endpoint=endpoint).token
