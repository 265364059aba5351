import os

from databricks.sdk import WorkspaceClient

TAG = {"product": "Acme_Loader", "product_version": "1.2.0"}


def decided(token):
    return WorkspaceClient(
        token=os.environ["LOADER_JWT"], client_id=os.environ["CLIENT_ID"], auth_type="pat", **TAG
    )


def either(host, token=None, client_id=None, client_secret=None):
    return WorkspaceClient(host=host, token=token, client_id=client_id, client_secret=client_secret, **TAG)


def one_of_two(host):
    options = {"host": host}
    if os.environ.get("CLIENT_ID"):
        options["client_id"] = os.environ["CLIENT_ID"]
        options["client_secret"] = os.environ["CLIENT_SECRET"]
    else:
        options["token"] = os.environ["LOADER_JWT"]
    return WorkspaceClient(**options, **TAG)


def switched_off():
    return WorkspaceClient(token=os.environ["LOADER_JWT"], client_id=None, client_secret=None, **TAG)
