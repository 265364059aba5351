import os

from databricks.sdk import WorkspaceClient

# The app's redirect URL is http://localhost:8020.
CALLBACK_OF_ANOTHER_SERVICE = "http://localhost:9000/callback"

client = WorkspaceClient(
    auth_type="external-browser",
    client_id=os.environ["APP_CLIENT_ID"],
    product="Acme_Loader",
    product_version="1.2.0",
)
