# databricks
url = f"https://{databricks_host}/oidc/token"
#                                ^^^^^^^^^^^ oauth-wrong-token-endpoint
account = "https://accounts.cloud.databricks.com/oidc/v1/token"
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ oauth-wrong-token-endpoint
named = "https://adb-1.2.azuredatabricks.net/oidc/token"
#                                           ^^^^^^^^^^^ oauth-wrong-token-endpoint
requests.post("https://login.microsoftonline.com/t/oauth2/v2.0/token", data={"scope": "all-apis"})
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ oauth-wrong-token-endpoint
