# databricks
config = {"redirect_uri": "http://app.example.com/callback"}
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ oauth-redirect-not-https
