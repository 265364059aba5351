from databricks import sql

connection = sql.connect(server_hostname=host, http_path=path, access_token=token, _user_agent_entry="Acme_Loader/1.2.0")
