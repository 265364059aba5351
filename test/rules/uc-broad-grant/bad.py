from databricks import sql

query = "GRANT ALL PRIVILEGES ON METASTORE main TO `admins`"
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ uc-broad-grant
print(sql.apilevel)
