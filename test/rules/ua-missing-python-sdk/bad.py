from databricks.sdk import AccountClient, WorkspaceClient
from databricks.sdk.core import Config


def plain():
    return WorkspaceClient()
    #      ^^^^^^^^^^^^^^^ ua-missing-python-sdk


def several_lines(host):
    return AccountClient(
    #      ^^^^^^^^^^^^^ ua-missing-python-sdk
        host=host,
        profile="ACCOUNT",
    )


def with_config(host):
    config = Config(host=host)
    return WorkspaceClient(config=config)
    #      ^^^^^^^^^^^^^^^ ua-missing-python-sdk


def with_config_in_place(host):
    return WorkspaceClient(config=Config(host=host))
    #      ^^^^^^^^^^^^^^^ ua-missing-python-sdk


class Jobs:
    def __init__(self):
        self.client = WorkspaceClient(profile="DEFAULT")
        #             ^^^^^^^^^^^^^^^ ua-missing-python-sdk
