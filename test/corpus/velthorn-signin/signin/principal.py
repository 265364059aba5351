import os

from databricks.sdk import AccountClient, WorkspaceClient
from databricks.sdk.core import Config

UA = {"product": "Velthorn_Signin", "product_version": "1.0.0"}


def bare():
    return WorkspaceClient(
        host=os.environ["DATABRICKS_HOST"],
        client_id=os.environ["VELTHORN_SP_ID"],
        client_secret=os.environ["VELTHORN_SP_SECRET"],
        **UA,
    )


def account(settings):
    return AccountClient(host="https://accounts.cloud.databricks.com", account_id=os.environ["DATABRICKS_ACCOUNT_ID"], client_id=os.getenv("SP_ID"), client_secret=os.getenv("SP_SECRET"), **UA)


def said():
    return Config(client_id=os.environ["SP_ID"], client_secret=os.environ["SP_SECRET"], auth_type="oauth-m2m", **UA)


def azure():
    return WorkspaceClient(
        host=os.environ["DATABRICKS_HOST"],
        azure_client_id=os.environ["ARM_CLIENT_ID"],
        azure_client_secret=os.environ["ARM_CLIENT_SECRET"],
        azure_tenant_id=os.environ["ARM_TENANT_ID"],
        **UA,
    )


def handed_on(options):
    return WorkspaceClient(client_id=options.id, client_secret=options.secret, **options.rest, **UA)


def basic():
    return WorkspaceClient(host=os.environ["DATABRICKS_HOST"], username="svc-export", password=os.environ["SVC_PASSWORD"], **UA)
