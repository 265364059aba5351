from databricks.sdk import WorkspaceClient, useragent
from databricks.sdk.core import Config

useragent.with_product("Acme_Loader", "1.2.0")

seen = WorkspaceClient(config=Config())
lost = WorkspaceClient(product="Acme_Loader", product_version="1.2.0")
