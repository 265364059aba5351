# databricks
data = {"grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token": jwt, "subject_token_type": "urn:ietf:params:oauth:token-type:jwt"}
other = {"grant_type": grant, "subject_token": jwt}
m2m = {"grant_type": "client_credentials"}
exchange = {"grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token": pat, "subject_token_type": "urn:databricks:params:oauth:token-type:personal-access-token"}
