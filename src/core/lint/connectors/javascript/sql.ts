import type { ObjectValue } from "../resolve/value.ts";
import { knownText } from "../resolve/value.ts";
import type { AuthKind } from "../sites.ts";
import type { ConnectorFacts } from "./facts.ts";

/**
 * `@databricks/sql`. `customHeaders` does not reach the SQL transport, so a `User-Agent` in it does not count.
 * Source: databricks/databricks-sql-nodejs, `lib/DBSQLClient.ts` and `lib/contracts/IDBSQLClient.ts`.
 */
export const nodeSql: ConnectorFacts = {
  connector: "node-sql",
  language: "javascript",
  triggers: ["@databricks/sql"],
  entries: [
    "@databricks/sql.DBSQLClient",
    "@databricks/sql/dist/DBSQLClient",
    "@databricks/sql/dist/DBSQLClient.js",
    "@databricks/sql/dist/contracts/IDBSQLClient",
    "@databricks/sql/dist/contracts/IDBSQLClient.js",
  ].map((origin) => ({ origin, method: "connect" })),
  options: { argument: 0 },
  userAgent: { name: "userAgentEntry", former: [{ name: "clientId", deprecated: true }] },
  auth: authOf,
};

function authOf(options: ObjectValue): AuthKind {
  const has = (name: string): boolean => {
    const entry = options.entries.get(name);
    return entry !== undefined && entry.value.kind !== "null";
  };
  const type = options.entries.get("authType");
  const federated = has("enableTokenFederation") || has("federationClientId");
  if (!type) return has("token") ? "pat" : "unknown";
  switch (knownText(type.value)) {
    case "access-token":
      return "pat";
    case "databricks-oauth":
      return has("oauthClientSecret") ? "m2m" : options.open ? "unknown" : "u2m";
    case "static-token":
    case "token-provider":
    case "external-token":
      return federated ? "federation" : "dynamic";
    default:
      return "dynamic";
  }
}
