# databricks
url = f"https://{databricks_host}/oidc/token"
#                                ^^^^^^^^^^^ oauth-wrong-token-endpoint
account = "https://accounts.cloud.databricks.com/oidc/v1/token"
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ oauth-wrong-token-endpoint
