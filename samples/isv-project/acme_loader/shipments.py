"""Reads shipments. Written in a hurry: nobody told Databricks who is calling."""

import os

from databricks import sql


def late_shipments():
    with sql.connect(
        server_hostname=os.environ["DATABRICKS_HOST"].removeprefix("https://"),
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        access_token=os.environ["DATABRICKS_TOKEN"],
    ) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT shipment_id, carrier FROM main.ops.shipments WHERE delivered_at IS NULL")
        return cursor.fetchall()
