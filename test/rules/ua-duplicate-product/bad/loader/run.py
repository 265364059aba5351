from databricks import sql

connection = sql.connect(
    server_hostname=host,
    http_path=path,
    credentials_provider=provider,
    user_agent_entry="Acme_Tool/1.0.0",
    #                ^^^^^^^^^^^^^^^^^ ua-duplicate-product
)
