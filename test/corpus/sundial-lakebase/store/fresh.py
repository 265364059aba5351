import psycopg
from databricks.sdk import WorkspaceClient
from psycopg_pool import ConnectionPool

w = WorkspaceClient(product="Sundial_Store", product_version="1.1.0")
ENDPOINT = "projects/sundial/branches/production/endpoints/primary"
HOST = "ep-pale-river-0042.database.us-east-1.cloud.databricks.com"


class Signed(psycopg.Connection):
    @classmethod
    def connect(cls, conninfo="", **kwargs):
        kwargs["password"] = w.postgres.generate_database_credential(endpoint=ENDPOINT).token
        return super().connect(conninfo, **kwargs)


pool = ConnectionPool(
    f"host={HOST} dbname=databricks_postgres user=app sslmode=require application_name=Sundial_Store/1.1.0",
    connection_class=Signed,
    max_size=8,
    max_lifetime=2700,
)
