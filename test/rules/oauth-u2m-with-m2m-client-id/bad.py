import os

from databricks.sdk import WorkspaceClient

client = WorkspaceClient(
    host=os.environ["DATABRICKS_HOST"],
    auth_type="external-browser",
    client_id=os.environ["DATABRICKS_CLIENT_ID"],
    # <- oauth-u2m-with-m2m-client-id 4 48
    product="Acme_Loader",
    product_version="1.2.0",
)
