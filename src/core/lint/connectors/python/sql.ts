import type { ObjectValue } from "../resolve/value.ts";
import { knownText } from "../resolve/value.ts";
import type { AuthKind } from "../sites.ts";
import type { ConnectorFacts } from "./facts.ts";

/**
 * `databricks-sql-connector`. A `User-Agent` in `http_headers` does not count: the driver's own replaces it.
 * Source: databricks/databricks-sql-python, `src/databricks/sql/session.py` and `auth/auth.py`.
 */
export const pythonSql: ConnectorFacts = {
  connector: "python-sql",
  language: "python",
  triggers: ["databricks"],
  entries: [
    { origin: "databricks.sql.connect" },
    { origin: "databricks.sql.client.Connection" },
    { origin: "databricks.sql.client.connect" },
    { origin: "databricks.sql.Connection" },
  ],
  options: "keywords",
  userAgent: {
    name: "user_agent_entry",
    // The PWAF pages print this name, and releases before 4.0.1 know no other: whether it is outdated depends on the release.
    former: [{ name: "_user_agent_entry", deprecated: false }],
  },
  auth: authOf,
};

/** In the order in which the driver looks: the first that is given wins, and mixing is no error. */
function authOf(options: ObjectValue): AuthKind {
  const has = (name: string): boolean => {
    const entry = options.entries.get(name);
    return entry !== undefined && entry.value.kind !== "null";
  };
  if (has("credentials_provider")) return "dynamic";
  const type = options.entries.get("auth_type");
  if (type) {
    const text = knownText(type.value);
    if (text === undefined) return "dynamic";
    if (text === "azure-sp-m2m") return "m2m";
    if (text === "databricks-oauth" || text === "azure-oauth") return has("oauth_client_secret") ? "m2m" : "u2m";
  }
  if (has("access_token")) return "pat";
  return options.open ? "unknown" : "u2m";
}
