from databricks import sql

sql.connect(server_hostname=host, http_path=path, credentials_provider=login, user_agent_entry="Acme_Loader/1.2.0", _tls_no_verify=True)
#                                                                                                                   ^^^^^^^^^^^^^^^^^^^ odbc-tls
