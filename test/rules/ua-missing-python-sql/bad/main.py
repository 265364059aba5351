from databricks import sql

connection = sql.connect(server_hostname=host, http_path=path, access_token=token)
#            ^^^^^^^^^^^ ua-missing-python-sql
