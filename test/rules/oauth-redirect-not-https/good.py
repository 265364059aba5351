# databricks
config = {"redirect_uri": f"http://{host}/callback", "home": "http://example.com"}
other = dict(redirect_uri="https://app.example.com")
