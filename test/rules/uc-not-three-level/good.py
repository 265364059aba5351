from databricks import sql

print(sql.apilevel)
