from databricks.sdk import AccountClient, WorkspaceClient
from databricks.sdk.core import Config


def workspaces(account_id: str):
    account = AccountClient(host="https://accounts.azuredatabricks.net", account_id=account_id)
    for item in account.workspaces.list():
        config = Config(host=f"https://{item.deployment_name}.azuredatabricks.net", auth_type="azure-cli")
        yield WorkspaceClient(config=config)


def whoami() -> str:
    return WorkspaceClient().current_user.me().user_name
