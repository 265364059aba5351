# Calls the Databricks App as its users do.
import requests


def health(url: str, token: str) -> int:
    headers = {"Accept": "application/json"}
    headers["X-Forwarded-Access-Token"] = token
    return requests.get(f"{url}/health", headers=headers | {"x-forwarded-access-token": token}).status_code
