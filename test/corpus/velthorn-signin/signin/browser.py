import os

from databricks.sdk import WorkspaceClient

UA = {"product": "Velthorn_Signin", "product_version": "1.0.0"}


def wrong():
    return WorkspaceClient(auth_type="external-browser", client_id=os.environ["DATABRICKS_CLIENT_ID"], **UA)


def wrong_too(host):
    principal = os.getenv("DATABRICKS_CLIENT_ID")
    return WorkspaceClient(host=host, auth_type="external-browser", client_id=principal, **UA)


def own_app(host):
    return WorkspaceClient(host=host, auth_type="external-browser", client_id=os.environ["DATABRICKS_U2M_CLIENT_ID"], **UA)


def built_in(host):
    return WorkspaceClient(host=host, auth_type="external-browser", **UA)


def principal(host):
    return WorkspaceClient(
        host=host,
        auth_type="oauth-m2m",
        client_id=os.environ["DATABRICKS_CLIENT_ID"],
        client_secret=os.environ["DATABRICKS_CLIENT_SECRET"],
        **UA,
    )
