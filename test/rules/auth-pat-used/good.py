import os

from databricks import sql
from databricks.sdk import WorkspaceClient

TAG = "Acme_Loader/1.2.0"


def handed_in(host, path, token):
    return sql.connect(host, path, access_token=token, user_agent_entry=TAG)


def oauth(host, path, credential):
    return sql.connect(host, path, access_token=credential.oauth_access_token, user_agent_entry=TAG)


def of_the_user(request, host):
    token = request.headers.get("X-Forwarded-Access-Token")
    return WorkspaceClient(host=host, token=token, auth_type="pat", product="Acme_Loader", product_version="1.2.0")


def principal(host, path, provider):
    return sql.connect(host, path, credentials_provider=provider, user_agent_entry=TAG)


def named_like_a_path(host, path, dispatch):
    return sql.connect(host, path, access_token=dispatch.compatible, user_agent_entry=TAG)
