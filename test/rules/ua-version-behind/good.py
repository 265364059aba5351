import os

from acme import VERSION
from databricks import sql

FALLBACK = os.environ.get("LOADER_VERSION", "0.0.0")


def current(host, path):
    return sql.connect(host, path, user_agent_entry="Acme_Loader/1.2.0")


def newer(host, path):
    return sql.connect(host, path, user_agent_entry="Acme_Loader/1.3.0")


def other_product(host, path):
    return sql.connect(host, path, user_agent_entry="Acme_Exporter/0.4.0")


def read_elsewhere(host, path):
    return sql.connect(host, path, user_agent_entry=f"Acme_Loader/{VERSION}")


def from_the_environment(host, path):
    return sql.connect(host, path, user_agent_entry=f"Acme_Loader/{FALLBACK}")
