import os

import psycopg
from databricks.sdk import WorkspaceClient

client = WorkspaceClient(product="Acme_Loader", product_version="1.2.0")


def one_connection():
    credential = client.postgres.generate_database_credential(endpoint=os.environ["LAKEBASE_ENDPOINT"])
    return psycopg.connect(
        host=os.environ["PGHOST"],
        password=credential.token,
        sslmode="require",
        application_name="Acme_Loader/1.2.0",
    )
