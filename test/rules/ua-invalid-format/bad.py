import os
from databricks import sql
from loader import token

AGENT = "acme-loader"
#       ^^^^^^^^^^^^^ ua-invalid-format

sql.connect("h", "p", token, user_agent_entry=AGENT)
sql.connect("h", "p", token, user_agent_entry="Acme Loader/1.0")
#                                             ^^^^^^^^^^^^^^^^^ ua-invalid-format
sql.connect("h", "p", token, user_agent_entry="Acme_Loader/1.0/eu")
#                                             ^^^^^^^^^^^^^^^^^^^^ ua-invalid-format
sql.connect("h", "p", token, user_agent_entry="_Loader/1.0")
#                                             ^^^^^^^^^^^^^ ua-invalid-format
sql.connect("h", "p", token, user_agent_entry="")
#                                             ^^ ua-invalid-format
sql.connect("h", "p", token, user_agent_entry=os.getenv("UA", "python-requests/2.31"))
#                                                             ^^^^^^^^^^^^^^^^^^^^^^ ua-invalid-format
