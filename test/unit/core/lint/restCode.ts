/** Lines of one class of `pythonRestCode`. */
const classLines = 42;

/**
 * Python of many lines in the style of programs that talk to REST services: dictionaries, caches, sessions and loggers whose
 * methods have the names of HTTP methods, and one request in each class that goes to Databricks.
 */
export function pythonRestCode(lines: number): string {
  return head + Array.from({ length: Math.ceil(lines / classLines) }, (_, index) => restClass(index)).join("");
}

const head = `import logging
import os
import requests

logger = logging.getLogger(__name__)
settings = {"retries": 3, "host": os.environ["DATABRICKS_HOST"]}


def headers_for(token, extra=None):
    headers = {"Authorization": f"Bearer {token}"}
    if extra:
        headers.update(extra)
    return headers


`;

function restClass(index: number): string {
  return `class Client${index}:
    def __init__(self, config, cache=None):
        self.config = config
        self.cache = cache or {}
        self.session = requests.Session()
        self.session.headers.update({"Accept": "application/json"})
        self.limit = config.get("limit", 50)

    def options(self, params):
        options = {"limit": params.get("limit", self.limit)}
        options["name"] = params.get("name")
        if params.get("deep"):
            options.update({"deep": True, "depth": params.get("depth", 2)})
        for key in params.get("extra", {}):
            options[key] = params["extra"].get(key)
        return options

    def rows(self, result):
        data = result.get("data", {})
        rows = []
        for row in data.get("rows", []):
            cells = row.get("cells", [])
            first = cells[0].get("value") if cells else row.get("value")
            rows.append({"id": row.get("id"), "first": first, "kind": data.get("kind", "plain")})
        logger.info("read %d rows of %s", len(rows), result.get("name"))
        return rows

    def fetch(self, token, params):
        key = params.get("id")
        if self.cache.get(key):
            return self.cache.get(key)
        options = self.options(params)
        url = f"{settings.get('host')}/api/2.0/sql/statements/{key}"
        response = requests.get(url, headers=headers_for(token), params=options)
        body = response.json()
        self.cache[key] = self.rows(body.get("result", {}))
        other = self.session.post(f"https://billing.example.com/usage/{key}", json=options)
        return self.cache.get(key) if other.ok else body.get("status", {}).get("state")


`;
}
