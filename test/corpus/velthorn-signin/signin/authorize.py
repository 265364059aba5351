"""Links to the sign-in page of a Databricks workspace."""

import secrets
from urllib.parse import urlencode

from authlib.integrations.requests_client import OAuth2Session


def bare(host, client_id, state):
    query = urlencode({"client_id": client_id, "response_type": "code", "redirect_uri": "https://velthorn.example/cb", "scope": "sql", "state": state})
    return f"https://{host}/oidc/v1/authorize?{query}"


def with_challenge(host, client_id, challenge):
    query = urlencode({
        "client_id": client_id,
        "response_type": "code",
        "redirect_uri": "https://velthorn.example/cb",
        "scope": "sql offline_access",
        "state": secrets.token_urlsafe(),
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    })
    return f"https://{host}/oidc/v1/authorize?{query}"


def by_library(host, client_id, verifier):
    session = OAuth2Session(client_id, scope="sql", redirect_uri="https://velthorn.example/cb", code_challenge_method="S256")
    return session.create_authorization_url(f"https://{host}/oidc/v1/authorize", code_verifier=verifier)


def endpoint_only(host):
    """The address alone, for a table of settings."""
    return {"authorize": f"https://{host}/oidc/v1/authorize", "token": f"https://{host}/oidc/v1/token"}
