from databricks.sdk import AccountClient, WorkspaceClient
from databricks.sdk.core import Config


def plain():
    return WorkspaceClient(product="Acme_Loader", product_version="1.2.0")


def several_lines(host):
    return AccountClient(
        host=host,
        profile="ACCOUNT",
        product="Acme_Loader",
        product_version="1.2.0",
    )


def with_config(host):
    config = Config(host=host, product="Acme_Loader", product_version="1.2.0")
    return WorkspaceClient(config=config)


def with_config_in_place(host):
    return WorkspaceClient(config=Config(host=host, product="Acme_Loader", product_version="1.2.0"))


class Jobs:
    def __init__(self):
        self.client = WorkspaceClient(profile="DEFAULT", product="Acme_Loader", product_version="1.2.0")
