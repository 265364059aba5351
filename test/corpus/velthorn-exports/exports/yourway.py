from databricks import sql


def connect(host, path, provider):
    # The product is really called so.
    return sql.connect(host, path, credentials_provider=provider, user_agent_entry="Velthorn_Yourway-Placeholders/2.3.0")
