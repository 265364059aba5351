import os

import requests
from databricks.sdk import WorkspaceClient

TAG = "Acme_Loader/1.2.0"
client = WorkspaceClient(product="Acme_Loader", product_version="1.2.0")


def mint():
    return client.tokens.create(comment="loader", lifetime_seconds=3600).token_value
    #      ^^^^^^^^^^^^^^^^^^^^ auth-pat-minted


def mint_for_principal(application):
    return client.token_management.create_obo_token(application_id=application, lifetime_seconds=3600)
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ auth-pat-minted


def mint_by_hand(host, bearer):
    headers = {"Authorization": f"Bearer {bearer}", "User-Agent": TAG}
    return requests.post(f"https://{host}/api/2.0/token/create", headers=headers, json={"comment": "loader"})
    #      ^^^^^^^^^^^^^ auth-pat-minted
