"""Only `with_product` looks at the version."""

from databricks.sdk import WorkspaceClient, useragent

useragent.with_product("Velthorn_Signin", "3.5")


def dated(username=None, password=None):
    return WorkspaceClient(product="Velthorn_Signin", product_version="2024.01.05", username=None, password=None)
