from databricks import sql


def connect(host, path, provider):
    return sql.connect(
        server_hostname=host,
        http_path=path,
        credentials_provider=provider,
        user_agent_entry="Acme_Loader/1.2.0",
    )


def connect_with_options(provider):
    options = {"credentials_provider": provider}
    options["_user_agent_entry"] = "Acme_Loader/1.2.0"
    return sql.connect("host", "path", **options)
