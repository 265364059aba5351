import os
from databricks import sql

# ACME_Reader/1.0.0 was the name before 2024.
b = sql.connect(server_hostname=host, http_path=path, credentials_provider=provider, user_agent_entry="Acme_Reader/1.2.0")
c = sql.connect(server_hostname=host, http_path=path, credentials_provider=provider, user_agent_entry=os.environ["UA"])
