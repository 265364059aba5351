from databricks import sql


def open_connection(host, path, provider):
    return sql.connect(server_hostname=host, http_path=path, credentials_provider=provider, user_agent_entry="Nordlys_Stock/1.0.0")
