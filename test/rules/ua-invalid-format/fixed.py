import os
from databricks import sql
from loader import token

AGENT = "Acme_Loader/1.2.0"

sql.connect("h", "p", token, user_agent_entry=AGENT)
sql.connect("h", "p", token, user_agent_entry="Acme_Loader/1.2.0")
sql.connect("h", "p", token, user_agent_entry="Acme_Loader/1.2.0")
sql.connect("h", "p", token, user_agent_entry="Acme_Loader/1.2.0")
sql.connect("h", "p", token, user_agent_entry="Acme_Loader/1.2.0")
sql.connect("h", "p", token, user_agent_entry=os.getenv("UA", "Acme_Loader/1.2.0"))
