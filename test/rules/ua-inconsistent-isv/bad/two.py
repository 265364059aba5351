from databricks import sql

b = sql.connect(server_hostname=host, http_path=path, credentials_provider=provider, user_agent_entry="ACME_Reader/1.2.0")
#                                                                                                     ^^^^^^^^^^^^^^^^^^^ ua-inconsistent-isv
