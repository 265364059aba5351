"""Exports a table to Parquet in the background."""
import os
from concurrent.futures import ThreadPoolExecutor

import databricks.sql
import pyarrow.parquet as pq

PARAMS = {
    "server_hostname": os.getenv("DBX_HOST"),
    "http_path": os.getenv("DBX_HTTP_PATH"),
}
PARAMS["auth_type"] = "azure-sp-m2m"
PARAMS["azure_client_id"] = os.getenv("AZ_CLIENT")
PARAMS["azure_client_secret"] = os.getenv("AZ_SECRET")


def export(table: str, target: str) -> int:
    connection = databricks.sql.connect(**PARAMS)
    try:
        cursor = connection.cursor()
        cursor.execute(f"SELECT * FROM {table}")
        arrow = cursor.fetchall_arrow()
        pq.write_table(arrow, target)
        return arrow.num_rows
    finally:
        connection.close()


def export_all(tables: list[str]) -> list[int]:
    with ThreadPoolExecutor(max_workers=4) as pool:
        return list(pool.map(lambda table: export(table, f"/data/{table}.parquet"), tables))
