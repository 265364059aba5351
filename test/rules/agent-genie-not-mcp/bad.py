from langgraph.graph import StateGraph

url = f"{host}/api/2.0/genie/spaces/{space}/start-conversation"  # Databricks
#             ^^^^^^^^^^^^^^^^^^^^^ agent-genie-not-mcp
