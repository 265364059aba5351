import asyncpg
from databricks.sdk import WorkspaceClient

w = WorkspaceClient(product="Tessera_Notes", product_version="2.0.0")


def password():
    return w.postgres.generate_database_credential(endpoint="projects/notes/branches/main/endpoints/primary").token


async def pool():
    return await asyncpg.create_pool(
        host="ep-quiet-dune-0001.database.eu-west-1.cloud.databricks.com",
        user="6f1b0a52-0000-4000-8000-000000000001",
        database="databricks_postgres",
        password=password,
        ssl="require",
        server_settings={"application_name": "Tessera_Notes/2.0.0"},
        max_inactive_connection_lifetime=900,
    )
