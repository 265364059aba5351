export function forward(req: { headers: Record<string, string> }) {
  return fetch("https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list", {
    headers: { ...req.headers, "User-Agent": "Acme_Loader/1.2.0" },
    //                                       ^^^^^^^^^^^^^^^^^^^ ua-overwritten-oem
  });
}
