import os
import time

import requests

HOST = os.environ["DATABRICKS_HOST"].rstrip("/")
TOKEN_URL = f"{HOST}/oidc/v1/token"


def token() -> str:
    response = requests.post(
        TOKEN_URL,
        auth=(os.environ["DATABRICKS_CLIENT_ID"], os.environ["DATABRICKS_CLIENT_SECRET"]),
        data={"grant_type": "client_credentials", "scope": "all-apis"},
        timeout=30,
    )
    response.raise_for_status()
    return response.json()["access_token"]


def statement(sql: str, warehouse: str):
    headers = {"Authorization": f"Bearer {token()}", "Content-Type": "application/json"}
    body = {"statement": sql, "warehouse_id": warehouse, "wait_timeout": "10s"}
    reply = requests.post(f"{HOST}/api/2.0/sql/statements", headers=headers, json=body, timeout=60).json()
    while reply["status"]["state"] in ("PENDING", "RUNNING"):
        time.sleep(1)
        reply = requests.get(f"{HOST}/api/2.0/sql/statements/{reply['statement_id']}", headers=headers, timeout=60).json()
    return reply["result"]["data_array"]


def run_job(job_id: int):
    return requests.request(
        "POST",
        "https://dbc-00000000-0000.cloud.databricks.com/api/2.1/jobs/run-now",
        headers={"Authorization": "Bearer " + token()},
        json={"job_id": job_id},
    )
