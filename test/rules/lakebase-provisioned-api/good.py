from databricks.sdk import WorkspaceClient

client = WorkspaceClient(product="Acme_Loader", product_version="1.2.0")


def credential(endpoint):
    return client.postgres.generate_database_credential(endpoint=endpoint)


# Formerly /api/2.0/database/credentials.
PATH = "/api/2.0/postgres/credentials"
ELSEWHERE = "/api/2.0/databases/list"


def beside_the_old_one(endpoint):
    workspace = WorkspaceClient(product="Acme_Loader", product_version="1.2.0")
    print(list(workspace.database.list_database_instances()))
    return workspace.postgres.generate_database_credential(endpoint=endpoint)
