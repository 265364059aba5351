import requests
from databricks import sql

sql.connect(server_hostname=host, user_agent_entry="Acme_Loader/1.2.0", _tls_no_verify=False)
sql.connect(server_hostname=host, user_agent_entry="Acme_Loader/1.2.0", _tls_trusted_ca_file="ca.pem")
requests.get("https://example.com", verify=False)
