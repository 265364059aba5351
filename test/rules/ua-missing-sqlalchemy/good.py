import os

from sqlalchemy import create_engine, engine_from_config

HOST = os.environ["DATABRICKS_HOST"]
TAG = {"user_agent_entry": "Acme_Loader/1.2.0"}


def tagged(provider):
    return create_engine(f"databricks://{HOST}", connect_args={**TAG, "credentials_provider": provider})


def former_name(provider):
    arguments = dict(credentials_provider=provider)
    arguments["_user_agent_entry"] = "Acme_Loader/1.2.0"
    return create_engine(f"databricks+connector://{HOST}", connect_args=arguments)


def unseen(url, arguments):
    return [create_engine(url), create_engine(f"databricks://{HOST}", connect_args=arguments)]


def other_database():
    return create_engine("sqlite:///cache.db"), create_engine(os.environ["CACHE_URL"])


def creator(connect):
    return create_engine("databricks://", creator=connect)


def from_config():
    return engine_from_config({"sqlalchemy.url": f"databricks://{HOST}"}, connect_args=TAG)
