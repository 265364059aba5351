import os

from databricks import sql

secret = os.environ["DATABRICKS_CLIENT_SECRET"]
diagnose = "dose of 0123456789abcdef"
print(sql.apilevel)
