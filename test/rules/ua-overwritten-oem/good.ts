export function call(token: string) {
  return fetch("https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list", {
    headers: { Authorization: `Bearer ${token}`, "User-Agent": "Acme_Loader/1.2.0" },
  });
}
