import os

import psycopg
from databricks.sdk import WorkspaceClient

w = WorkspaceClient(product="Tessera_Notes", product_version="2.0.0")
HOST = "ep-quiet-dune-0001.database.eu-west-1.cloud.databricks.com"


def plain_text():
    token = w.postgres.generate_database_credential(endpoint="projects/notes/branches/main").token
    return psycopg.connect(host=HOST, dbname="databricks_postgres", user="app", password=token, sslmode="disable", application_name="Tessera_Notes/2.0.0")


def tls_by_chance(token):
    return psycopg.connect(f"postgresql://app@{HOST}/databricks_postgres?sslmode=prefer&application_name=Tessera_Notes/2.0.0", password=token)


def tls_not_named(token):
    return psycopg.connect(host=HOST, dbname="databricks_postgres", user="app", password=token, application_name="Tessera_Notes/2.0.0")


def retired_api(instance: str):
    credential = w.database.generate_database_credential(request_id="notes", instance_names=[instance])
    return credential.token


def too_long(token):
    return psycopg.connect(host=HOST, dbname="databricks_postgres", user=os.environ["PGUSER"], password=token, sslmode="require", application_name="Tessera_NotesWithAVeryLongProductNameThatPostgresWillCutOffSomewhere/2.0.0")


def rest(token: str):
    return w.api_client.do("POST", "/api/2.0/database/credentials", body={"instance_names": ["notes"]})
