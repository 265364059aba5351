from databricks import sql
from loader import token

sql.connect("h", "p", token, user_agent_entry="<isv-name>_<product-name>/<product-version>")
#                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-placeholder
sql.connect("h", "p", token, user_agent_entry="isv-name_product-name/1.0")
#                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-placeholder
sql.connect("h", "p", token, user_agent_entry="your-company_product/1.0")
#                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-placeholder
sql.connect("h", "p", token, user_agent_entry="AcmePartner_DataConnector/2.1.0")
#                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-placeholder
