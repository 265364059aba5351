import os

import psycopg
import pyodbc
from databricks.sdk import WorkspaceClient


def client(host):
    return WorkspaceClient(host=host, password=None, product="Acme_Loader", product_version="1.2.0")


def by_token(password):
    return pyodbc.connect(
        "Driver=Simba Spark ODBC Driver;Host=adb-1.2.azuredatabricks.net;AuthMech=11;Auth_Flow=0;UserAgentEntry=Acme_Loader/1.2.0",
        Auth_AccessToken=password,
    )


def another_database():
    return psycopg.connect(host="localhost", user="loader", password=os.environ["PASSWORD"])
