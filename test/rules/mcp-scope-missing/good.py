# Scopes of another service say nothing about Databricks.
GOOGLE_SCOPES = ["https://www.googleapis.com/auth/drive"]
url = "https://adb-1.2.azuredatabricks.net/api/2.0/mcp/sql"
