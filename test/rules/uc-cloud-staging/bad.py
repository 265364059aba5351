from databricks import sql

query = f"COPY INTO {table} FROM 'gs://acme-staging/x' FILEFORMAT = CSV"
#                                 ^^^^^^^^^^^^^^^^^^^ uc-cloud-staging
print(sql.apilevel)
