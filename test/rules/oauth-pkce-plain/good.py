# databricks
query = {"code_challenge_method": "S256"}
methods = ["plain", "S256"]
