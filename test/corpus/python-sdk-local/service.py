import os

from databricks.sdk import WorkspaceClient
from databricks.sdk.core import Config

PRODUCT = {"product": "Brightforge_Scheduler", "product_version": "4.0.0"}


def direct() -> WorkspaceClient:
    return WorkspaceClient(host=os.environ["DATABRICKS_HOST"], product="Brightforge_Scheduler", product_version="4.0.0")


def spread() -> WorkspaceClient:
    return WorkspaceClient(profile="prod", **PRODUCT)


def by_config() -> WorkspaceClient:
    config = Config(profile="prod", product="Brightforge_Scheduler", product_version="4.0.0")
    return WorkspaceClient(config=config)


def given(config: Config) -> WorkspaceClient:
    return WorkspaceClient(config=config)
