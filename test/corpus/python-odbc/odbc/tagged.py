import os

import pyodbc

UA = "Harborline_Bridge/2.2.0"


def connect():
    return pyodbc.connect(
        "Driver=/opt/simba/spark/lib/64/libsparkodbc_sb64.so;"
        f"Host={os.environ['DATABRICKS_HOST']};"
        "Port=443;"
        f"HTTPPath={os.environ['DATABRICKS_HTTP_PATH']};"
        "SSL=1;ThriftTransport=2;"
        "AuthMech=11;Auth_Flow=1;"
        f"Auth_Client_ID={os.environ['DATABRICKS_CLIENT_ID']};"
        f"Auth_Client_Secret={os.environ['DATABRICKS_CLIENT_SECRET']};"
        f"UserAgentEntry={UA}",
        autocommit=True,
        timeout=60,
    )


def rows(query):
    connection = connect()
    try:
        cursor = connection.cursor()
        cursor.execute(query)
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, row)) for row in cursor.fetchall()]
    finally:
        connection.close()
