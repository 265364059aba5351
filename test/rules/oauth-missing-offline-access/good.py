# Databricks sign-in
from urllib.parse import urlencode


def sign_in(host, client_id, redirect_uri, state, challenge):
    query = {"response_type": "code", "client_id": client_id, "redirect_uri": redirect_uri, "state": state, "code_challenge": challenge, "scope": "sql offline_access"}
    return f"https://{host}/oidc/v1/authorize?" + urlencode(query)


def refresh(token):
    return {"grant_type": "refresh_token", "refresh_token": token}
