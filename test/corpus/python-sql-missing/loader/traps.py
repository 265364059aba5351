"""The header is set in places that the driver does not read."""
import os

from databricks import sql

HEADERS = [("User-Agent", "Brightforge_Loader/1.0.0")]


def with_headers(provider):
    return sql.connect(
        server_hostname=os.environ["DATABRICKS_SERVER_HOSTNAME"],
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        credentials_provider=provider,
        http_headers=HEADERS,
    )


def with_misspelled(provider):
    return sql.connect(
        os.environ["DATABRICKS_SERVER_HOSTNAME"],
        os.environ["DATABRICKS_HTTP_PATH"],
        credentials_provider=provider,
        userAgentEntry="Brightforge_Loader/1.0.0",
    )


def with_none(provider):
    return sql.connect(
        server_hostname=os.environ["DATABRICKS_SERVER_HOSTNAME"],
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        credentials_provider=provider,
        user_agent_entry=None,
    )


def implicit_browser():
    host = os.environ["DATABRICKS_SERVER_HOSTNAME"]
    return sql.connect(server_hostname=host, http_path="/sql/1.0/warehouses/00000000000000aa", user_agent_entry="Brightforge_Loader/1.0.0")
