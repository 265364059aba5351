import os

from databricks.sdk import WorkspaceClient
from sqlalchemy import create_engine, event

w = WorkspaceClient(product="Tessera_Notes", product_version="2.0.0")

engine = create_engine(
    "postgresql+psycopg://app@ep-quiet-dune-0001.database.eu-west-1.cloud.databricks.com:5432/databricks_postgres?sslmode=require",
    connect_args={"application_name": "Tessera_Notes/2.0.0"},
    pool_recycle=7200,
    pool_pre_ping=True,
)


@event.listens_for(engine, "do_connect")
def provide_token(dialect, record, cargs, cparams):
    credential = w.postgres.generate_database_credential(endpoint=os.environ["LAKEBASE_ENDPOINT"])
    cparams["password"] = credential.token
