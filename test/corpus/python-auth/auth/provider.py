import os

from databricks import sql
from databricks.sdk.core import Config

cfg = Config(profile="prod", product="Tessera_Console", product_version="1.0.0")


def broken():
    return sql.connect(
        server_hostname=cfg.host.removeprefix("https://"),
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        credentials_provider=cfg.authenticate,
        user_agent_entry="Tessera_Console/1.0.0",
    )


def right():
    return sql.connect(
        server_hostname=cfg.host.removeprefix("https://"),
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        credentials_provider=lambda: cfg.authenticate,
        user_agent_entry="Tessera_Console/1.0.0",
    )


def schemes():
    return sql.connect(
        server_hostname="https://dbc-00000000-0000.cloud.databricks.com/",
        http_path="/sql/1.0/warehouses/00000000000000aa",
        credentials_provider=lambda: cfg.authenticate,
        user_agent_entry="Tessera_Console/1.0.0",
    )


def unverified():
    return sql.connect(
        server_hostname="dbc-00000000-0000.cloud.databricks.com",
        http_path="/sql/1.0/warehouses/00000000000000aa",
        credentials_provider=lambda: cfg.authenticate,
        user_agent_entry="Tessera_Console/1.0.0",
        _tls_no_verify=True,
    )
