import os

from databricks.sdk import WorkspaceClient
from sqlalchemy import create_engine, event

client = WorkspaceClient(product="Acme_Loader", product_version="1.2.0")
first = client.postgres.generate_database_credential(endpoint=os.environ["LAKEBASE_ENDPOINT"])
engine = create_engine(
    f"postgresql+psycopg://loader:{first.token}@{os.environ['PGHOST']}/databricks_postgres?sslmode=require",
    connect_args={"application_name": "Acme_Loader/1.2.0"},
)


@event.listens_for(engine, "do_connect")
def sign_in(dialect, record, arguments, parameters):
    credential = client.postgres.generate_database_credential(endpoint=os.environ["LAKEBASE_ENDPOINT"])
    parameters["password"] = credential.token
