import os
from databricks import sql

AGENT = "Acme_Loader/1.2.0"

sql.connect("h", "p", user_agent_entry=AGENT)
sql.connect("h", "p", user_agent_entry="Acme_Loader/1.2.0")
sql.connect("h", "p", user_agent_entry="Acme_Loader/1.2.0")
sql.connect("h", "p", user_agent_entry="Acme_Loader/1.2.0")
sql.connect("h", "p", user_agent_entry="Acme_Loader/1.2.0")
sql.connect("h", "p", user_agent_entry=os.getenv("UA", "Acme_Loader/1.2.0"))
