"""A token for every new connection; nothing outlives it."""
import os

import psycopg
from databricks.sdk import WorkspaceClient
from psycopg_pool import ConnectionPool

w = WorkspaceClient(product="Tessera_Notes", product_version="2.0.0")
ENDPOINT = os.environ["LAKEBASE_ENDPOINT"]


class RotatingConnection(psycopg.Connection):
    @classmethod
    def connect(cls, conninfo="", **kwargs):
        credential = w.postgres.generate_database_credential(endpoint=ENDPOINT)
        kwargs["password"] = credential.token
        return super().connect(conninfo, **kwargs)


pool = ConnectionPool(
    kwargs={
        "host": "ep-quiet-dune-0001.database.eu-west-1.cloud.databricks.com",
        "dbname": "databricks_postgres",
        "user": os.environ["PGUSER"],
        "sslmode": "require",
        "application_name": "Tessera_Notes/2.0.0",
    },
    connection_class=RotatingConnection,
    min_size=1,
    max_size=10,
    max_lifetime=2700,
    open=True,
)


def notes(owner: str):
    with pool.connection() as connection:
        return connection.execute("SELECT id, body FROM notes WHERE owner = %s", (owner,)).fetchall()
