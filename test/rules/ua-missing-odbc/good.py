import pyodbc

HOST = "adb-1.2.azuredatabricks.net"


def tagged():
    return pyodbc.connect(f"Driver=Simba Spark ODBC Driver;Host={HOST};useragententry=Acme_Loader/1.2.0;AuthMech=11")


def keyword():
    return pyodbc.connect(driver="Databricks ODBC Driver", host=HOST, UserAgentEntry="Acme_Loader/1.2.0")


def by_name():
    return pyodbc.connect("DSN=Databricks", autocommit=True)


def other_database():
    return pyodbc.connect("DRIVER={ODBC Driver 18 for SQL Server};SERVER=db;UID=databricks_loader")


def unseen(text):
    return pyodbc.connect(text)
