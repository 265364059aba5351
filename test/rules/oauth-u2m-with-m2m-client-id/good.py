import os

from databricks.sdk import WorkspaceClient

TAG = {"product": "Acme_Loader", "product_version": "1.2.0"}

built_in = WorkspaceClient(auth_type="external-browser", **TAG)
own_app = WorkspaceClient(auth_type="external-browser", client_id=os.environ["DATABRICKS_U2M_CLIENT_ID"], **TAG)
principal = WorkspaceClient(
    auth_type="oauth-m2m",
    client_id=os.environ["DATABRICKS_CLIENT_ID"],
    client_secret=os.environ["DATABRICKS_CLIENT_SECRET"],
    **TAG,
)
