"""Reads orders. This call path is tagged."""

import os

from databricks import sql

USER_AGENT = "Acme_Loader/1.2.0"


def open_connection():
    options = {
        "server_hostname": os.environ["DATABRICKS_HOST"].removeprefix("https://"),
        "http_path": os.environ["DATABRICKS_HTTP_PATH"],
        "access_token": os.environ["DATABRICKS_TOKEN"],
        "user_agent_entry": USER_AGENT,
    }
    return sql.connect(**options)


def recent_orders(limit: int = 100):
    with open_connection() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT * FROM main.sales.orders ORDER BY ordered_at DESC LIMIT ?", [limit])
        return cursor.fetchall()
