import os

import keyring
from databricks import sql
from databricks.sdk import WorkspaceClient

AGENT = "Velthorn_Signin/1.0.0"


def with_pat(host, path):
    return sql.connect(server_hostname=host, http_path=path, access_token=os.environ["DATABRICKS_PAT"], user_agent_entry=AGENT)


def client_with_pat(host, personal_access_token):
    return WorkspaceClient(host=host, token=personal_access_token, auth_type="pat", product="Velthorn_Signin", product_version="1.0.0")


def with_oauth(host, path, session):
    return sql.connect(server_hostname=host, http_path=path, access_token=session.oauth_access_token, user_agent_entry=AGENT)


def with_either(host, path, token):
    # An OAuth token is handed over in the same place.
    return sql.connect(server_hostname=host, http_path=path, access_token=token, user_agent_entry=AGENT)


def of_app(host, request):
    return WorkspaceClient(host=host, token=request.headers["X-Forwarded-Access-Token"], auth_type="pat", product="Velthorn_Signin", product_version="1.0.0")


def removed(host, path):
    return sql.connect(server_hostname=host, http_path=path, username="svc", password=keyring.get_password("db", "svc"), user_agent_entry=AGENT)


def not_databricks(dsn):
    import psycopg

    return psycopg.connect(dsn, user="svc", password=keyring.get_password("pg", "svc"))
