"""Other databases that also have `connect` and `sql`."""
import sqlite3

import duckdb
import psycopg2
import snowflake.connector
from trino.dbapi import connect

# from databricks import sql
# connection = sql.connect(server_hostname="x", http_path="y")


class sql:
    @staticmethod
    def connect(server_hostname, http_path):
        return (server_hostname, http_path)


def everything():
    """Opens all of them.

    For Databricks one would write::

        from databricks import sql
        sql.connect(server_hostname="adb-1.azuredatabricks.net", http_path="/sql/1.0/warehouses/abc")
    """
    return [
        sqlite3.connect(":memory:"),
        duckdb.connect(),
        psycopg2.connect(host="localhost", dbname="app"),
        snowflake.connector.connect(account="databricks_migration"),
        connect(host="trino.internal", port=443, user="etl"),
        sql.connect("databricks.example.com", "/sql/1.0/warehouses/abc"),
    ]
