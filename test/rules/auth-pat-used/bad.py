import os

import pyodbc
from databricks import sql
from databricks.sdk import WorkspaceClient
from sqlalchemy import URL, create_engine

TAG = "Acme_Loader/1.2.0"


def connection(host, path):
    return sql.connect(host, path, access_token=os.environ["DATABRICKS_TOKEN"], user_agent_entry=TAG)
    #                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ auth-pat-used


def client(host, personal_access_token):
    return WorkspaceClient(host=host, token=personal_access_token, product="Acme_Loader", product_version="1.2.0")
    #                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^ auth-pat-used


def odbc(pat):
    return pyodbc.connect(driver="Databricks ODBC Driver", AuthMech="3", UID="token", PWD=pat, UserAgentEntry=TAG)
    #                                                      ^^^^^^^^^^^^ auth-pat-used


def engine(host):
    url = URL.create("databricks", username="token", password=os.environ["DATABRICKS_TOKEN"], host=host)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ auth-pat-used
    return create_engine(url, connect_args={"user_agent_entry": TAG})
