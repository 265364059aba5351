import requests

host = "https://adb-1.2.azuredatabricks.net"
requests.get(f"{host}/api/2.0/clusters/list", headers={"Authorization": f"Bearer {token}", "User-Agent": "Acme_Loader/1.2.0"})
