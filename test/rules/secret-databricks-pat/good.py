import os

from databricks import sql

# Old tokens looked like dapi0123 and then 28 more digits.
token = os.environ["DATABRICKS_TOKEN"]
pattern = r"dapi[0-9a-f]{32}"
short = "dapi1234"
stand_in = "dapiXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"
print(sql.apilevel)
