import os

import pyodbc

HOST = "adb-1.2.azuredatabricks.net"


def literal():
    return pyodbc.connect("Driver=Simba Spark ODBC Driver;Host=adb-1.2.azuredatabricks.net;AuthMech=11;Auth_Flow=2;UserAgentEntry=Acme_Loader/1.2.0", autocommit=True)


def keywords():
    return pyodbc.connect(
        driver="/opt/simba/spark/lib/64/libsparkodbc_sb64.so",
        host=HOST,
        httppath=os.environ["HTTP_PATH"],
        UserAgentEntry="Acme_Loader/1.2.0",
    )


def built():
    text = f"DRIVER={{Databricks ODBC Driver}};HOST={HOST};PORT=443;" + "AUTHMECH=11;AUTH_FLOW=2"
    return pyodbc.connect(text, autocommit=True, UserAgentEntry="Acme_Loader/1.2.0")
