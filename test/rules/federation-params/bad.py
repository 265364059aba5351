# databricks
data = {"grant_type": "client_credentials", "subject_token": jwt, "subject_token_type": "urn:ietf:params:oauth:token-type:jwt"}
#                                            ^^^^^^^^^^^^^^^^ federation-params
