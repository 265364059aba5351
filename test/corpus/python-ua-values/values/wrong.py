import os

from databricks import sql

HOST = os.environ["DATABRICKS_SERVER_HOSTNAME"]
PATH = os.environ["DATABRICKS_HTTP_PATH"]


def space(provider):
    return sql.connect(HOST, PATH, credentials_provider=provider, user_agent_entry="Tessera Catalog/1.0.0")


def plus(provider):
    return sql.connect(HOST, PATH, credentials_provider=provider, user_agent_entry="Tessera+Catalog/1.0.0")


def no_separator(provider):
    return sql.connect(HOST, PATH, credentials_provider=provider, user_agent_entry="tessera-catalog/1.0.0")


def two_slashes(provider):
    return sql.connect(
        HOST,
        PATH,
        credentials_provider=provider,
        user_agent_entry="Tessera_Catalog/1.0.0/prod",
    )


def placeholder(provider):
    entry = "<isv-name>_<product-name>/<product-version>"
    return sql.connect(HOST, PATH, credentials_provider=provider, user_agent_entry=entry)


def example(provider):
    return sql.connect(
        HOST,
        PATH,
        credentials_provider=provider,
        user_agent_entry="AcmePartner_DataConnector/2.1.0",
    )


def without_version(provider):
    return sql.connect(HOST, PATH, credentials_provider=provider, user_agent_entry="Tessera_Catalog")


def empty_part(provider):
    return sql.connect(HOST, PATH, credentials_provider=provider, user_agent_entry="_Catalog/1.0.0")


def library_default(provider):
    return sql.connect(HOST, PATH, credentials_provider=provider, user_agent_entry="python-requests/2.31")


def personal(provider):
    entry = "Tessera_Catalog/1.0.0-jana.berg@tessera.example"
    return sql.connect(HOST, PATH, credentials_provider=provider, user_agent_entry=entry)


def setting(provider):
    return sql.connect(HOST, PATH, credentials_provider=provider, user_agent_entry=os.environ["PARTNER_USER_AGENT"])
