"""Requests that do not go to Databricks, whatever their text looks like."""
import requests

DOCS = "https://docs.databricks.com/api/workspace/statementexecution"


def docs_are_up() -> bool:
    return requests.get(DOCS, timeout=5).ok


def release_notes():
    return requests.get("https://api.github.com/repos/databricks/databricks-sql-python/releases").json()


def community():
    return requests.get("https://community.databricks.com/t5/forums/searchpage", params={"q": "user agent"})


def own_gateway(token):
    return requests.post("https://gateway.tessera.example/api/2.0/databricks/refresh", headers={"Authorization": f"Bearer {token}"})


def generic(base: str, path: str):
    return requests.get(f"{base}/{path}")


def mlflow_like(host: str):
    return requests.get(f"http://{host}:5000/api/2.0/mlflow/experiments/list")
