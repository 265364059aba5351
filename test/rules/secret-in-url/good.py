from databricks import sql

url = f"databricks://token:{token}@{host}?http_path={path}"
print(sql.apilevel)
