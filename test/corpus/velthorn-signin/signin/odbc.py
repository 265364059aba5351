import os

import pyodbc

OPTIONS = "Driver=Databricks;Host=dbc-00000000-0000.cloud.databricks.com;HTTPPath=/sql/1.0/warehouses/00000000000000aa;UserAgentEntry=Velthorn_Signin/1.0.0;AuthMech=11;Auth_Flow=0"


def pass_through(token):
    return pyodbc.connect(f"{OPTIONS};Auth_AccessToken={token}", autocommit=True)


def other():
    return pyodbc.connect("Driver={ODBC Driver 18 for SQL Server};Server=db.velthorn.example;UID=svc;PWD=" + os.environ["MSSQL_PASSWORD"])
