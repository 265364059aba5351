import type { AuthKind, SiteOptions } from "../../sites.ts";
import type { ConnectorFacts } from "../facts.ts";

/**
 * `databricks-sql-connector`. A `User-Agent` in `http_headers` does not count: the driver's own replaces it.
 * Source: databricks/databricks-sql-python, `src/databricks/sql/session.py` and `auth/auth.py`.
 */
export const pythonSql: ConnectorFacts = {
  connector: "python-sql",
  id: "python-sql",
  language: "python",
  what: "construct",
  triggers: ["databricks"],
  entries: [
    { origin: "databricks.sql.connect" },
    { origin: "databricks.sql.client.Connection" },
    { origin: "databricks.sql.client.connect" },
    { origin: "databricks.sql.Connection" },
  ],
  options: [{ from: "positional", names: ["server_hostname", "http_path", "access_token"] }, { from: "named" }],
  userAgent: {
    // The PWAF pages print the second name, and releases before 4.0.1 know no other.
    options: [{ name: "user_agent_entry" }, { name: "_user_agent_entry", deprecated: true }],
    insert: [{ kind: "keyword", name: "user_agent_entry" }],
  },
  auth: sqlAuth,
};

/**
 * In the order in which the driver looks: the first that is given wins, and mixing is no error. Where an option is given on some ways
 * through the code only, what leads to them decides.
 */
export function sqlAuth(options: SiteOptions): AuthKind {
  const [provider, token] = [options.get("credentials_provider"), options.get("access_token")];
  if (provider && provider.kind !== "null") return "dynamic";
  const type = options.get("auth_type");
  if (type && type.kind !== "null") {
    if (type.text === undefined || type.hasHoles) return "dynamic";
    if (type.text === "azure-sp-m2m") return "m2m";
    // The Rust backend takes a secret together with the name of the browser flow.
    if (/^(?:databricks|azure)-oauth$/.test(type.text)) return options.has("oauth_client_secret") ? "m2m" : "u2m";
  }
  if (token && token.kind !== "null") return token.optional ? "dynamic" : "pat";
  // Without any of these the driver opens a browser.
  return options.open ? "unknown" : "u2m";
}
