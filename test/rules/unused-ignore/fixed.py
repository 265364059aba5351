from databricks import sql

sql.connect(http_path="p", user_agent_entry="Acme_Loader/1.2.0")

sql.connect(http_path="p", user_agent_entry="Acme_Loader/1.2.0")
