from databricks.sdk import WorkspaceClient

w = WorkspaceClient(product="Acme_Loader", product_version="1.2.0", scopes=["all-apis"])
