import sqlite3
from databricks import sql

USER_AGENT = "Acme_Loader/1.2.0"


def tagged(host, path):
    return sql.connect(server_hostname=host, http_path=path, user_agent_entry=USER_AGENT)


def unseen(**options):
    return sql.connect(**options)


def local():
    return sqlite3.connect("cache.db")
