"""Sign-in of users by hand."""
import base64
import hashlib
import os
import secrets
from urllib.parse import urlencode

import requests

HOST = os.environ["DATABRICKS_HOST"]
CLIENT_ID = os.environ["DATABRICKS_U2M_CLIENT_ID"]
REDIRECT = "https://app.brightforge.example/databricks/callback"


def authorize_url(session: dict) -> str:
    verifier = secrets.token_urlsafe(64)
    session["verifier"] = verifier
    session["state"] = secrets.token_urlsafe(16)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT,
        "scope": "sql offline_access",
        "state": session["state"],
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{HOST}/oidc/v1/authorize?{urlencode(query)}"


def authorize_url_without_pkce(state: str) -> str:
    return f"{HOST}/oidc/v1/authorize?response_type=code&client_id={CLIENT_ID}&redirect_uri={REDIRECT}&scope=sql&state={state}"


def authorize_url_plain(verifier: str, state: str) -> str:
    return f"{HOST}/oidc/v1/authorize?response_type=code&client_id={CLIENT_ID}&redirect_uri={REDIRECT}&scope=sql&state={state}&code_challenge={verifier}&code_challenge_method=plain"


def authorize_url_without_state(challenge: str) -> str:
    return f"{HOST}/oidc/v1/authorize?response_type=code&client_id={CLIENT_ID}&redirect_uri={REDIRECT}&scope=sql&code_challenge={challenge}&code_challenge_method=S256"


def exchange(code: str, session: dict) -> dict:
    reply = requests.post(
        f"{HOST}/oidc/v1/token",
        headers={"User-Agent": "Brightforge_Scheduler/4.0.0"},
        data={
            "grant_type": "authorization_code",
            "code": code,
            "client_id": CLIENT_ID,
            "redirect_uri": REDIRECT,
            "code_verifier": session["verifier"],
        },
    )
    reply.raise_for_status()
    return reply.json()
