from databricks.sdk import WorkspaceClient
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine

w = WorkspaceClient(product="Sundial_Store", product_version="1.1.0")
HOST = "ep-pale-river-0042.database.us-east-1.cloud.databricks.com"
credential = w.postgres.generate_database_credential(endpoint="projects/sundial/branches/production/endpoints/primary")

pool = ConnectionPool(
    kwargs={
        "host": HOST,
        "dbname": "databricks_postgres",
        "user": "5b1d0a52-8f0e-4a6b-9a57-2f0c1d7e6b11",
        "password": credential.token,
        "sslmode": "require",
        "application_name": "Sundial_Store/1.1.0",
    },
)

engine = create_engine(
    f"postgresql+psycopg://{HOST}:5432/databricks_postgres?sslmode=require&application_name=Sundial_Store%2F1.1.0",
    connect_args={"user": "app", "password": credential.token},
    pool_recycle=2400,
)
