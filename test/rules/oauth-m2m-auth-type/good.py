import os

from databricks.sdk import WorkspaceClient

TAG = {"product": "Acme_Loader", "product_version": "1.2.0"}


def named(host, client_id, client_secret):
    return WorkspaceClient(host=host, client_id=client_id, client_secret=client_secret, auth_type="oauth-m2m", **TAG)


def by_name_later(host, client_id, client_secret):
    options = {"host": host, "client_id": client_id, "client_secret": client_secret}
    options["auth_type"] = "oauth-m2m"
    return WorkspaceClient(**options, **TAG)


def azure(host, client_id, secret, tenant):
    return WorkspaceClient(
        host=host, azure_client_id=client_id, azure_client_secret=secret, azure_tenant_id=tenant, **TAG
    )


def unseen(client_id, client_secret, **options):
    return WorkspaceClient(client_id=client_id, client_secret=client_secret, **options)


def app_of_its_own(host):
    return WorkspaceClient(host=host, auth_type="external-browser", client_id=os.environ["APP_CLIENT_ID"], **TAG)
