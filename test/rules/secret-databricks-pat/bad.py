import os

from databricks import sql

token = "@@PAT@@"
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-databricks-pat
other = "@@PAT@@-2"
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-databricks-pat
print(os.name, sql.apilevel)
