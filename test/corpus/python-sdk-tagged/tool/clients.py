import os
from functools import lru_cache

from databricks.sdk import AccountClient, WorkspaceClient
from databricks.sdk.core import Config


@lru_cache(maxsize=32)
def workspace(host: str) -> WorkspaceClient:
    return WorkspaceClient(
        host=host,
        client_id=os.environ["DATABRICKS_CLIENT_ID"],
        client_secret=os.environ["DATABRICKS_CLIENT_SECRET"],
        auth_type="oauth-m2m",
    )


def account() -> AccountClient:
    return AccountClient(host="https://accounts.cloud.databricks.com", account_id=os.environ["DATABRICKS_ACCOUNT_ID"])


def from_config(profile: str) -> WorkspaceClient:
    return WorkspaceClient(config=Config(profile=profile))
