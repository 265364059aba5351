"""Postgres of a workspace, by settings that only their names explain, and a driver whose path is a setting."""

import psycopg
import pyodbc

LAKEBASE = {
    "host": dbutils.widgets.get("lakebase_host"),
    "user": dbutils.widgets.get("user"),
    "password": dbutils.widgets.get("password"),
    "sslmode": "require",
}


def features():
    return psycopg.connect(**LAKEBASE)


def orders(lakebase_host: str, credential: str):
    return psycopg.connect(host=lakebase_host, password=credential, sslmode="require")


def reports(pg_host: str, password: str):
    return psycopg.connect(host=pg_host, password=password, sslmode="require")


def warehouse(driver: str, host: str, path: str, token: str):
    return pyodbc.connect(
        "Driver=" + driver + ";Host=" + host + ";Port=443;SSL=1;ThriftTransport=2;SparkServerType=3;"
        "AuthMech=11;Auth_Flow=0;Auth_AccessToken=" + token + ";HTTPPath=" + path
    )


def hadoop(driver: str, host: str):
    return pyodbc.connect("Driver=" + driver + ";Host=" + host + ";Port=10000;ThriftTransport=1;AuthMech=1;KrbRealm=FENNWICK")
