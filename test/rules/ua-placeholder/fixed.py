from databricks import sql
from loader import token

sql.connect("h", "p", token, user_agent_entry="Acme_Loader/1.2.0")
sql.connect("h", "p", token, user_agent_entry="Acme_Loader/1.2.0")
sql.connect("h", "p", token, user_agent_entry="Acme_Loader/1.2.0")
sql.connect("h", "p", token, user_agent_entry="Acme_Loader/1.2.0")
