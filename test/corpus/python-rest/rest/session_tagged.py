"""A small client; the session carries the header on every call."""
import os

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from rest import __version__


class DatabricksApi:
    def __init__(self, host: str, token_source):
        self._host = host
        self._token_source = token_source
        self._session = requests.Session()
        self._session.mount("https://", HTTPAdapter(max_retries=Retry(5, backoff_factor=0.5)))
        self._session.headers.update({"User-Agent": f"Brightforge_Scheduler/{__version__}"})

    def get(self, path: str, **params):
        response = self._session.get(
            f"https://{self._host}/api/2.1/{path}",
            headers={"Authorization": f"Bearer {self._token_source()}"},
            params=params,
        )
        response.raise_for_status()
        return response.json()

    def catalogs(self):
        return self.get("unity-catalog/catalogs").get("catalogs", [])


def from_environment(token_source) -> DatabricksApi:
    return DatabricksApi(os.environ["DATABRICKS_SERVER_HOSTNAME"], token_source)
