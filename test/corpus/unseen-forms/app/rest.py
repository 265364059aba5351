"""Requests whose address is put together in several steps."""

import os

import httpx
import requests

HOST = os.environ.get("DATABRICKS_HOST", "")
WORKSPACE = "YOUR_WORKSPACE_URL"


def experiments(token: str) -> list:
    return requests.get(f"{HOST}/api/2.0/mlflow/experiments/search", headers={"Authorization": token}).json()


def score(rows: list) -> dict:
    return requests.post(f"https://{WORKSPACE}/serving-endpoints/churn/invocations", json={"rows": rows}).json()


class Rooms:
    """Talks to Genie: for a visitor with the visitor's own token, and for the app otherwise."""

    def __init__(self, config) -> None:
        self.config = config

    def _target(self, visitor=None):
        if visitor:
            return f"{visitor.host}/api/2.0/genie", {"Authorization": f"Bearer {visitor.token}"}
        host = self.config.host
        base = f"{host}/api/2.0/genie" if host else ""
        return base, {"Authorization": "Bearer " + self.config.token}

    async def ask(self, room: str, question: str, visitor=None) -> dict:
        base, headers = self._target(visitor)
        async with httpx.AsyncClient() as client:
            answer = await client.post(f"{base}/spaces/{room}/start-conversation", headers=headers, json={"content": question})
            return answer.json()


def tagged(token: str) -> dict:
    client = httpx.Client(base_url="https://dbc-0a1b2c3d-4e5f.cloud.databricks.com")
    headers = {"Authorization": f"Bearer {token}", "User-Agent": "Fennwick_Rooms/1.4.0"}
    return client.get("/api/2.1/jobs/list", headers=headers).json()
