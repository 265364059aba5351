import requests
from headers import common_headers

session = requests.Session()
session.headers.update({"User-Agent": "Acme_Loader/1.2.0"})
session.get("https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list")
requests.get("https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list", headers=common_headers())
requests.get("https://docs.databricks.com/api")
