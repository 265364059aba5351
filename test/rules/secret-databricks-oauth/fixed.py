import os
from databricks import sql

secret = os.environ["DATABRICKS_CLIENT_SECRET"]
print(sql.apilevel)
