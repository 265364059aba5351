import os

import sqlalchemy as sa
from sqlalchemy import URL, create_engine

HOST = os.environ["DATABRICKS_HOST"]


def by_url(provider):
    return create_engine(f"databricks://{HOST}?http_path=/sql/1.0/warehouses/a1", connect_args={"credentials_provider": provider, "user_agent_entry": "Acme_Loader/1.2.0"})


def several_lines(provider):
    return sa.create_engine(
        "databricks://" + HOST,
        pool_pre_ping=True,
        connect_args={
            "http_path": "/sql/1.0/warehouses/a1",
            "credentials_provider": provider,
            "user_agent_entry": "Acme_Loader/1.2.0",
        },
    )


def by_parts(provider):
    url = URL.create("databricks", host=HOST, query={"http_path": "/sql/1.0/warehouses/a1"})
    arguments = {"credentials_provider": provider, "user_agent_entry": "Acme_Loader/1.2.0"}
    return create_engine(url, connect_args=arguments)


def tag_in_url(provider):
    url = f"databricks://{HOST}?http_path=/sql/1.0/warehouses/a1&user_agent_entry=Acme_Loader/1.2.0"
    return create_engine(url, connect_args={"credentials_provider": provider, "user_agent_entry": "Acme_Loader/1.2.0"})
