from databricks import sql

sql.connect("h", user_agent_entry="Acme_Loader/1.2.0")

sql.connect("h", user_agent_entry="Acme_Loader/1.2.0")
