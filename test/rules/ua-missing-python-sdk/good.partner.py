from databricks.sdk import WorkspaceClient, useragent

useragent.with_partner("Acme")

client = WorkspaceClient()
