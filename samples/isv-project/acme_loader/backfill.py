"""Loads history once. Tagged, but not in a form that Databricks can attribute: there is no `_` between company and product."""

import os

from databricks import sql


def backfill(year: int):
    connection = sql.connect(
        server_hostname=os.environ["DATABRICKS_HOST"].removeprefix("https://"),
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        access_token=os.environ["DATABRICKS_TOKEN"],
        user_agent_entry="AcmeLoader/1.2.0",
    )
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT * FROM main.sales.orders WHERE year(ordered_at) = ?", [year])
        while batch := cursor.fetchmany(10_000):
            yield from batch
