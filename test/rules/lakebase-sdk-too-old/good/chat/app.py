from databricks.sdk import WorkspaceClient

print(WorkspaceClient(product="Acme_Chat", product_version="1.2.0").current_user.me())
