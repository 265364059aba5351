import os

import pyodbc
from databricks import sql
from databricks.sdk import WorkspaceClient

TAG = "Acme_Loader"


def client(host):
    return WorkspaceClient(
        host=host,
        username="loader@example.com",
        password=os.environ["PASSWORD"],
        # <- auth-basic 8 39
        product=TAG,
        product_version="1.2.0",
    )


def connection(host, path, credentials):
    return sql.connect(
        host,
        path,
        username="loader@example.com",
        # <- auth-basic 8 37
        credentials_provider=credentials,
        user_agent_entry=f"{TAG}/1.2.0",
    )
