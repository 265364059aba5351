"""Unusual, yet right."""
import os
from importlib.metadata import version

from databricks import sql

HOST = os.environ["DATABRICKS_SERVER_HOSTNAME"]
PATH = os.environ["DATABRICKS_HTTP_PATH"]
VENDOR = "Tessera"
PRODUCT = "Catalog"


def joined(provider):
    return sql.connect(HOST, PATH, credentials_provider=provider, user_agent_entry="_".join([VENDOR, PRODUCT]) + "/1.0.0")


def built(provider):
    agent = "%s_%s/%s" % (VENDOR, PRODUCT, version("tessera-catalog"))
    return sql.connect(HOST, PATH, credentials_provider=provider, user_agent_entry=agent)


def build_metadata(provider):
    return sql.connect(HOST, PATH, credentials_provider=provider, user_agent_entry="Tessera_Catalog/1.0.0+build.7")


def embedded(provider):
    # The host platform names the product it embeds behind its own name.
    return sql.connect(HOST, PATH, credentials_provider=provider, user_agent_entry="Tessera_Catalog/1.0.0 Ostrea_Viewer/3.1.2")


def default(provider):
    entry = os.environ.get("TESSERA_UA", "Tessera_Catalog/1.0.0")
    return sql.connect(HOST, PATH, credentials_provider=provider, user_agent_entry=entry)


def formatted(provider, build: int):
    entry = "{}_{}/1.0.{}".format(VENDOR, PRODUCT, build)
    return sql.connect(HOST, PATH, credentials_provider=provider, user_agent_entry=entry)
