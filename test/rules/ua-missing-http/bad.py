import requests

host = "https://adb-1.2.azuredatabricks.net"
requests.get(f"{host}/api/2.0/clusters/list", headers={"Authorization": f"Bearer {token}"})
# <- ua-missing-http 0 12
