from databricks import sql

# hive_metastore.default is gone
is_old = catalog == "hive_metastore"
print(sql.apilevel)
