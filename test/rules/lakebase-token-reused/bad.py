import os

from databricks.sdk import WorkspaceClient
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine

client = WorkspaceClient(product="Acme_Loader", product_version="1.2.0")
credential = client.postgres.generate_database_credential(endpoint=os.environ["LAKEBASE_ENDPOINT"])

pool = ConnectionPool(
    f"host={os.environ['PGHOST']} sslmode=require",
    kwargs={"password": credential.token, "application_name": "Acme_Loader/1.2.0"},
    #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lakebase-token-reused
)
engine = create_engine(
# <- lakebase-token-reused 9 22
    f"postgresql+psycopg://loader:{credential.token}@{os.environ['PGHOST']}/databricks_postgres?sslmode=require",
    connect_args={"application_name": "Acme_Loader/1.2.0"},
)
