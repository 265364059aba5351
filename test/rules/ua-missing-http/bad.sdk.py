import requests
from databricks.sdk import WorkspaceClient


class Clusters:
    def __init__(self) -> None:
        self.w = WorkspaceClient(product="Acme_Loader", product_version="1.2.0")

    def get(self, path: str):
        headers = self.w.config.authenticate()
        return requests.get(f"{self.w.config.host}{path}", headers=headers)
#              ^^^^^^^^^^^^ ua-missing-http
