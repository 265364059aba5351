import os

from databricks import sql


def old(provider):
    # pwaf-ignore ua-missing-python-sql: internal tool, never shipped
    return sql.connect(os.environ["HOST"], os.environ["PATH_"], credentials_provider=provider)


def new(provider):
    # pwaf-ignore ua-missing-python-sql: no longer true
    return sql.connect(os.environ["HOST"], os.environ["PATH_"], credentials_provider=provider, user_agent_entry="Nordlys_Migrate/1.0.0")
