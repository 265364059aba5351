# Databricks sign-in
from urllib.parse import urlencode


def sign_in(host, client_id, redirect_uri, challenge):
    query = {"response_type": "code", "client_id": client_id, "redirect_uri": redirect_uri, "code_challenge": challenge, "scope": "sql"}
    return f"https://{host}/oidc/v1/authorize?" + urlencode(query)
#                          ^^^^^^^^^^^^^^^^^^ oauth-missing-state
