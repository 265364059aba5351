from databricks import sql

sql.connect("h", "p", user_agent_entry="Acme_Yourself/1.0")
sql.connect("h", "p", user_agent_entry=f"Acme_Loader/{version}")
