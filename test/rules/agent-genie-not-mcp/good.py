# No agent: a script that asks Databricks once.
url = f"{host}/api/2.0/genie/spaces/{space}/start-conversation"
