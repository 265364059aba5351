import os
from databricks import sql

sql.connect("h", "p", user_agent_entry="Acme_Loader/1.2.0")
sql.connect("h", "p", user_agent_entry="Acme_Loader/1.2.0 Partner_Tool/3.0")
sql.connect("h", "p", user_agent_entry="A-c.me_Load_er.2/1.2.0-rc.1+5")
sql.connect("h", "p", user_agent_entry=os.environ["UA"])
sql.connect("h", "p", user_agent_entry=f"{os.environ['ISV']}_Loader/1.0")
