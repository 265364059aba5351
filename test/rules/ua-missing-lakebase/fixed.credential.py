import os

import psycopg2


def connect(client):
    credential = client.postgres.generate_database_credential(endpoint=os.environ["LAKEBASE_ENDPOINT"])
    return psycopg2.connect(host=os.environ["PGHOST"], password=credential.token, sslmode="require", application_name="Acme_Loader/1.2.0")
