import uuid

import requests
from databricks.sdk import WorkspaceClient

client = WorkspaceClient(product="Acme_Loader", product_version="1.2.0")


def credential():
    return client.database.generate_database_credential(request_id=str(uuid.uuid4()), instance_names=["loader"])
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lakebase-provisioned-api


def by_hand(host, headers):
    return requests.get(f"https://{host}/api/2.0/database/instances", headers={**headers, "User-Agent": "Acme_Loader/1.2.0"})
    #                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ lakebase-provisioned-api
