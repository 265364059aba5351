"""Other ODBC sources, and one whose string comes from a file."""
import configparser

import pyodbc


def sql_server():
    return pyodbc.connect("Driver={ODBC Driver 18 for SQL Server};Server=db.internal;Database=databricks_audit;Trusted_Connection=yes")


def from_file(name: str):
    parser = configparser.ConfigParser()
    parser.read("connections.ini")
    return pyodbc.connect(parser[name]["connection_string"])


def impala(host):
    return pyodbc.connect(f"Driver=Cloudera ODBC Driver for Impala;Host={host};Port=21050;AuthMech=3;UID=etl")
