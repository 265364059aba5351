from databricks import sql

scope = "all-apis"
#        ^^^^^^^^ oauth-broad-scope
connection = sql.connect(server_hostname=host, http_path=path, credentials_provider=provider(scope), user_agent_entry="Acme_Loader/1.2.0")
