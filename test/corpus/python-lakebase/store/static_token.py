import os

import psycopg2
from databricks.sdk import WorkspaceClient
from sqlalchemy import create_engine

w = WorkspaceClient(product="Tessera_Notes", product_version="2.0.0")
token = w.postgres.generate_database_credential(endpoint="projects/notes/branches/main/endpoints/primary").token
HOST = "ep-quiet-dune-0001.database.eu-west-1.cloud.databricks.com"

engine = create_engine(
    f"postgresql+psycopg2://app:{token}@{HOST}:5432/databricks_postgres?sslmode=require",
    pool_size=5,
)


def once():
    """A script that ends long before the token does."""
    credential = w.postgres.generate_database_credential(endpoint="projects/notes/branches/main/endpoints/primary")
    connection = psycopg2.connect(
        host=HOST,
        port=5432,
        dbname="databricks_postgres",
        user=os.environ["PGUSER"],
        password=credential.token,
        sslmode="require",
    )
    with connection, connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE notes")
