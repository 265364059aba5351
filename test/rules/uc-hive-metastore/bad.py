from databricks import sql

query = "SELECT * FROM hive_metastore.default.trips"
#                      ^^^^^^^^^^^^^^ uc-hive-metastore
print(sql.apilevel)
