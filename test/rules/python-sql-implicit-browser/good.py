import os

from databricks import sql

TAG = "Acme_Loader/1.2.0"


def meant(host, path):
    return sql.connect(server_hostname=host, http_path=path, auth_type="databricks-oauth", user_agent_entry=TAG)


def token(host, path):
    return sql.connect(host, path, os.getenv("LOADER_JWT"), user_agent_entry=TAG)


def provider(host, path, credentials):
    return sql.connect(host, path, credentials_provider=credentials, user_agent_entry=TAG)


def unseen(**options):
    return sql.connect(user_agent_entry=TAG, **options)


def sometimes(host, path, access_token=None):
    options = {}
    if access_token:
        options["access_token"] = access_token
    return sql.connect(host, path, user_agent_entry=TAG, **options)
