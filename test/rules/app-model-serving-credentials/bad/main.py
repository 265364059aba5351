from databricks.sdk import WorkspaceClient
from databricks.sdk.credentials_provider import ModelServingUserCredentials

client = WorkspaceClient(
    credentials_strategy=ModelServingUserCredentials(),
    #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ app-model-serving-credentials
    product="Acme_Loader",
    product_version="1.2.0",
)
