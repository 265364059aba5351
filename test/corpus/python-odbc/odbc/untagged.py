import os

import pyodbc


def by_string():
    parts = [
        "Driver={Simba Spark ODBC Driver}",
        "Host=" + os.environ["DATABRICKS_HOST"],
        "Port=443",
        "HTTPPath=" + os.environ["DATABRICKS_HTTP_PATH"],
        "SSL=1",
        "ThriftTransport=2",
        "AuthMech=11",
        "Auth_Flow=0",
        "Auth_AccessToken=" + os.environ["OAUTH_TOKEN"],
    ]
    return pyodbc.connect(";".join(parts), autocommit=True)


def by_keywords(token_source):
    return pyodbc.connect(
        driver="Databricks ODBC Driver",
        host=os.environ["DATABRICKS_HOST"],
        port=443,
        httppath=os.environ["DATABRICKS_HTTP_PATH"],
        ssl=1,
        thrifttransport=2,
        authmech=11,
        auth_flow=0,
        auth_accesstoken=token_source(),
        autocommit=True,
    )


def insecure():
    return pyodbc.connect(
        "Driver={Simba Spark ODBC Driver};Host=dbc-00000000-0000.cloud.databricks.com;Port=443;"
        "HTTPPath=/sql/1.0/warehouses/00000000000000aa;SSL=0;ThriftTransport=2;AuthMech=3;UID=token;"
        f"PWD={os.environ['DATABRICKS_TOKEN']}"
    )
