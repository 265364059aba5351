from databricks import sql


def connect(host, path, provider):
    return sql.connect(host, path, credentials_provider=provider, user_agent_entry="Marrowby_Stock/2.0.1")
