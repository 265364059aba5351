import os

import pyodbc

HOST = "adb-1.2.azuredatabricks.net"


def literal():
    return pyodbc.connect("Driver=Simba Spark ODBC Driver;Host=adb-1.2.azuredatabricks.net;AuthMech=11;Auth_Flow=2", autocommit=True)
    #      ^^^^^^^^^^^^^^ ua-missing-odbc


def keywords():
    return pyodbc.connect(
    #      ^^^^^^^^^^^^^^ ua-missing-odbc
        driver="/opt/simba/spark/lib/64/libsparkodbc_sb64.so",
        host=HOST,
        httppath=os.environ["HTTP_PATH"],
    )


def built():
    text = f"DRIVER={{Databricks ODBC Driver}};HOST={HOST};PORT=443;" + "AUTHMECH=11;AUTH_FLOW=2"
    return pyodbc.connect(text, autocommit=True)
    #      ^^^^^^^^^^^^^^ ua-missing-odbc
