from databricks import sql

query = "COPY INTO main.a.b FROM '/Volumes/main/a/staging' FILEFORMAT = CSV"
source = "s3://customer/data"
print(sql.apilevel)
