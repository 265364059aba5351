from databricks import sql
from databricks.sdk import WorkspaceClient, useragent

USER_AGENT = "Acme_Loader/1.2.0"

useragent.with_product("Acme_Loader", "1.2.0")


def rows(host, path, token):
    return sql.connect(host, path, access_token=token, user_agent_entry=USER_AGENT)


def embedded(host, path, token):
    return sql.connect(host, path, access_token=token, user_agent_entry="Acme_Suite/9.0 Acme_Loader/1.2.0")


def client(config):
    return WorkspaceClient(host=config, product="Acme_Loader", product_version="1.2.0")
