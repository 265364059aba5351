import os

import requests

HOST = os.environ["DATABRICKS_HOST"]
HEADERS = {"User-Agent": "Harborline_Governor/1.8.0"}


def exchange(jwt: str) -> dict:
    reply = requests.post(
        f"{HOST}/oidc/v1/token",
        headers=HEADERS,
        data={
            "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
            "subject_token": jwt,
            "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
            "scope": "all-apis",
        },
        timeout=30,
    )
    reply.raise_for_status()
    return reply.json()


def exchange_wrong_grant(jwt: str) -> dict:
    return requests.post(
        f"{HOST}/oidc/v1/token",
        headers=HEADERS,
        data={
            "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "subject_token": jwt,
            "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
            "scope": "all-apis",
        },
    ).json()


def exchange_without_type(jwt: str) -> dict:
    return requests.post(
        f"{HOST}/oidc/v1/token",
        headers=HEADERS,
        data={
            "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
            "subject_token": jwt,
            "scope": "all-apis",
        },
    ).json()
