# databricks
query = {"code_challenge": verifier, "code_challenge_method": "plain"}
#                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ oauth-pkce-plain
