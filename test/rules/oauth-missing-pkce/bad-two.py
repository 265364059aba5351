# Two sign-ins to Databricks, of which one is complete.
from urllib.parse import urlencode


def complete(host, client_id, state, challenge):
    query = {"response_type": "code", "client_id": client_id, "redirect_uri": "https://acme.example/cb", "state": state}
    query |= {"code_challenge": challenge, "code_challenge_method": "S256"}
    return f"https://{host}/oidc/v1/authorize?" + urlencode(query)


def bare(host, client_id, state):
    query = {"response_type": "code", "client_id": client_id, "redirect_uri": "https://acme.example/cb", "state": state}
    return f"https://{host}/oidc/v1/authorize?" + urlencode(query)
#                          ^^^^^^^^^^^^^^^^^^ oauth-missing-pkce
