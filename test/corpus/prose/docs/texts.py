"""Texts that our own documentation generator prints."""

SNIPPET = '''
from databricks import sql

connection = sql.connect(
    server_hostname="{host}",
    http_path="{http_path}",
    access_token="<token>",
)
'''

JAVA = """
DriverManager.getConnection("jdbc:databricks://<host>:443;httpPath=<path>", "token", "<token>");
"""

HELP = "Set DATABRICKS_TOKEN or DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET, never both."
PATTERN = r"\bdapi[0-9a-f]{32}\b"
FAKE = "dapi" + "0" * 32


def render(host: str, http_path: str) -> str:
    return SNIPPET.format(host=host, http_path=http_path)
