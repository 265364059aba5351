curl -H "User-Agent: loader" -H "Authorization: Bearer $1" https://dbc-00000000-0000.cloud.databricks.com/api/2.0/sql/warehouses
#                    ^^^^^^ ua-invalid-format
