import os

from databricks.sdk import WorkspaceClient
from databricks.sdk.core import Config


def client(host):
    return WorkspaceClient(
        host=host,
        client_id=os.environ["CLIENT_ID"],
        client_secret=os.environ["CLIENT_SECRET"],
        # <- oauth-m2m-auth-type 8 49
        product="Acme_Loader",
        product_version="1.2.0",
    )


def config(host, client_id, client_secret):
    return Config(host=host, client_id=client_id, client_secret=client_secret)
    #                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ oauth-m2m-auth-type
