/** See https://docs.databricks.com/api/workspace/statementexecution and `POST https://<host>/api/2.0/sql/statements`. */
export const documentation = "https://docs.databricks.com/aws/en/dev-tools/auth";

export async function status() {
  return fetch("https://status.databricks.com/api/v2/status.json");
}

export async function releases() {
  return fetch("https://api.github.com/repos/databricks/cli/releases/latest", { headers: { Accept: "application/json" } });
}

export async function ours(path: string) {
  return fetch(`/api/2.0/${path}`);
}

export async function proxied(id: string) {
  return fetch(`/api/databricks/statements/${id}`, { credentials: "include" });
}

export const message = "Call https://dbc-00000000-0000.cloud.databricks.com/api/2.0/sql/statements with a bearer token";
