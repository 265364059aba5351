from databricks import sql

sql.connect("h")  # pwaf-ignore ua-missing-python-sql: a probe
# pwaf-ignore ua-missing-python-sql, ua-version-missing: a probe
sql.connect("h") if plain else sql.connect("h", user_agent_entry="Acme_Loader")
text = "pwaf-ignore ua-missing-python-sql: not a comment"
