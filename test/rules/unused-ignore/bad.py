from databricks import sql

sql.connect(http_path="p", user_agent_entry="Acme_Loader/1.2.0")  # pwaf-ignore ua-missing-python-sql: old
#                                                                               ^^^^^^^^^^^^^^^^^^^^^ unused-ignore

# pwaf-ignore ua-missing-python-sql: old
#             ^^^^^^^^^^^^^^^^^^^^^ unused-ignore
sql.connect(http_path="p", user_agent_entry="Acme_Loader/1.2.0")
