from databricks.sdk import WorkspaceClient, useragent

useragent.with_product("Acme_Loader", "1.2")
useragent.with_product("Acme_Loader", "1.x")
useragent.with_product("Acme_Loader", "1.2.0-beta.1+build.7")
useragent.with_extra("tool", "v1")

# Not checked by the client.
client = WorkspaceClient(product="Acme_Loader", product_version="1")
