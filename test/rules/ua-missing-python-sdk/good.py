from databricks.sdk import WorkspaceClient
from databricks.sdk.core import Config

VERSION = "1.2.0"


def tagged():
    return WorkspaceClient(product="Acme_Loader", product_version=VERSION)


def by_config():
    return WorkspaceClient(config=Config(product="Acme_Loader", product_version=VERSION))


def by_extra():
    client = WorkspaceClient()
    client.config.with_user_agent_extra("Acme_Loader", VERSION)
    return client


def unseen(**options):
    return WorkspaceClient(**options)


def handed_in(config: Config):
    return WorkspaceClient(config=config)


def only_credentials(host):
    return Config(host=host, auth_type="databricks-cli")
