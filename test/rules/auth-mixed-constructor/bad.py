import os

from databricks.sdk import WorkspaceClient


def token_and_principal():
    return WorkspaceClient(
        token=os.environ["LOADER_JWT"],
        client_id=os.environ["CLIENT_ID"],
        # <- auth-mixed-constructor 8 41
        client_secret=os.environ["CLIENT_SECRET"],
        product="Acme_Loader",
        product_version="1.2.0",
    )
