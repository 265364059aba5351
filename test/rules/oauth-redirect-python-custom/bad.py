import os

from databricks.sdk import WorkspaceClient

REDIRECT_URL = "http://localhost:8080/callback"
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ oauth-redirect-python-custom

client = WorkspaceClient(
    auth_type="external-browser",
    client_id=os.environ["APP_CLIENT_ID"],
    product="Acme_Loader",
    product_version="1.2.0",
)
