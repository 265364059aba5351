import os
from urllib.parse import quote_plus

from sqlalchemy import URL, create_engine, engine_from_config
from sqlalchemy.orm import sessionmaker

UA = "Ostrea_Analytics/3.1.2"
host = os.environ["DATABRICKS_SERVER_HOSTNAME"]
http_path = os.environ["DATABRICKS_HTTP_PATH"]


def tagged(provider):
    return create_engine(
        f"databricks://{host}?http_path={http_path}&catalog=main&schema=sales",
        connect_args={"user_agent_entry": UA, "credentials_provider": provider},
    )


def untagged(provider):
    return create_engine(
        f"databricks://{host}?http_path={http_path}&catalog=main&schema=sales",
        connect_args={"credentials_provider": provider},
        pool_pre_ping=True,
    )


def in_the_query(provider):
    # Unknown keys of the URL are dropped by the dialect.
    url = f"databricks://{host}?http_path={http_path}&user_agent_entry=Ostrea_Analytics"
    return create_engine(url, connect_args={"credentials_provider": provider})


def from_url_object(provider):
    url = URL.create("databricks", host=host, query={"http_path": http_path, "catalog": "main"})
    engine = create_engine(url, connect_args={"credentials_provider": provider})
    return sessionmaker(bind=engine)


def stepwise(provider, debug=False):
    arguments = {"credentials_provider": provider}
    arguments["_user_agent_entry"] = UA
    if debug:
        arguments["_socket_timeout"] = 10
    return create_engine(f"databricks://{host}?http_path={quote_plus(http_path)}", connect_args=arguments)


def base_and_more(provider, base):
    return create_engine(
        f"databricks://{host}?http_path={http_path}",
        connect_args={**base, "credentials_provider": provider},
    )
