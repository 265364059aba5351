from databricks import sql

sql.connect("h", "p", user_agent_entry="Acme_Loader/1.2.0")
sql.connect("h", "p", user_agent_entry="Acme_Loader/1.2.0")
sql.connect("h", "p", user_agent_entry="Acme_Loader/1.2.0")
sql.connect("h", "p", user_agent_entry="Acme_Loader/1.2.0")
