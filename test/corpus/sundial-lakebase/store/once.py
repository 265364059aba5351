import psycopg
from databricks.sdk import WorkspaceClient

w = WorkspaceClient(product="Sundial_Store", product_version="1.1.0")
HOST = "ep-pale-river-0042.database.us-east-1.cloud.databricks.com"


def report(statement):
    """One connection, gone before its credential is."""
    token = w.postgres.generate_database_credential(endpoint="projects/sundial/branches/production/endpoints/primary").token
    with psycopg.connect(
        host=HOST,
        dbname="databricks_postgres",
        user="app",
        password=token,
        sslmode="verify-full",
        application_name="Sundial_Store/1.1.0",
    ) as connection:
        return connection.execute(statement).fetchall()


def short_name():
    return w.postgres.generate_database_credential(endpoint="primary")


def serving():
    return w.serving_endpoints.get(name="primary")


def of_settings(settings):
    return w.postgres.generate_database_credential(endpoint=settings.endpoint)
