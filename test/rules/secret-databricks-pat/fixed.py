import os

from databricks import sql

token = os.environ["DATABRICKS_TOKEN"]
other = os.environ["DATABRICKS_TOKEN"]
print(os.name, sql.apilevel)
