import os

from databricks.sdk import WorkspaceClient

UA = dict(product="Tessera_Console", product_version="1.0.0")


def both():
    return WorkspaceClient(
        host=os.environ["DATABRICKS_HOST"],
        token=os.environ["DATABRICKS_TOKEN"],
        client_id=os.environ["DATABRICKS_CLIENT_ID"],
        client_secret=os.environ["DATABRICKS_CLIENT_SECRET"],
        **UA,
    )


def both_but_decided():
    return WorkspaceClient(
        host=os.environ["DATABRICKS_HOST"],
        token=os.environ["WORKSPACE_TOKEN"],
        client_id=os.environ["DATABRICKS_CLIENT_ID"],
        client_secret=os.environ["DATABRICKS_CLIENT_SECRET"],
        auth_type="oauth-m2m",
        **UA,
    )


def basic():
    return WorkspaceClient(
        host=os.environ["DATABRICKS_HOST"],
        username=os.environ["DBX_USER"],
        password=os.environ["DBX_PASSWORD"],
        **UA,
    )


def personal():
    pat = os.environ["DATABRICKS_PAT"]
    return WorkspaceClient(host=os.environ["DATABRICKS_HOST"], token=pat, **UA)


def browser_with_principal():
    return WorkspaceClient(
        host=os.environ["DATABRICKS_HOST"],
        auth_type="external-browser",
        client_id=os.environ["DATABRICKS_CLIENT_ID"],
        **UA,
    )


def browser_with_own_app():
    return WorkspaceClient(
        host=os.environ["DATABRICKS_HOST"],
        auth_type="external-browser",
        client_id=os.environ["DATABRICKS_U2M_CLIENT_ID"],
        **UA,
    )


def mint(w: WorkspaceClient) -> str:
    return w.tokens.create(comment="tessera console", lifetime_seconds=3600).token_value


def github():
    return WorkspaceClient(host=os.environ["DATABRICKS_HOST"], auth_type="github-oidc", client_id=os.environ["DATABRICKS_CLIENT_ID"], **UA)
