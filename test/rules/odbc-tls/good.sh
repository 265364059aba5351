# Databricks
curl -sS -A Acme_Loader/1.2.0 https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list
curl -k https://example.com
