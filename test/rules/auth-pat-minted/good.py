import requests
import stripe
from databricks.sdk import WorkspaceClient

TAG = "Acme_Loader/1.2.0"
client = WorkspaceClient(product="Acme_Loader", product_version="1.2.0")


def show():
    return list(client.tokens.list()), client.token_management.list()


def other_service(card):
    return stripe.tokens.create(card=card)


def shown_by_hand(host, bearer):
    headers = {"Authorization": f"Bearer {bearer}", "User-Agent": TAG}
    return requests.get(f"https://{host}/api/2.0/token/list", headers=headers)
