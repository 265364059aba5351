from databricks.sdk import WorkspaceClient
from databricks.sdk.credentials_provider import ModelServingUserCredentials


def client():
    return WorkspaceClient(credentials_strategy=ModelServingUserCredentials(), product="Quillmark_Desk", product_version="0.3.0")
