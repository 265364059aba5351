from databricks import sql

connection = sql.connect(
    server_hostname=host,
    http_path=path,
    credentials_provider=provider,
    user_agent_entry="Acme_Loader/1.2.0",
)
