import type { AuthKind, SiteOptions } from "../../sites.ts";
import type { ConnectorFacts } from "../facts.ts";

/**
 * `@databricks/sql`. `customHeaders` does not reach the SQL transport, so a `User-Agent` in it does not count.
 * Source: databricks/databricks-sql-nodejs, `lib/DBSQLClient.ts` and `lib/contracts/IDBSQLClient.ts`.
 */
export const nodeSql: ConnectorFacts = {
  connector: "node-sql",
  id: "node-sql/connect",
  language: "javascript",
  what: "construct",
  triggers: ["@databricks/sql"],
  entries: [
    "@databricks/sql.DBSQLClient",
    "@databricks/sql/dist/DBSQLClient",
    "@databricks/sql/dist/DBSQLClient.js",
    "@databricks/sql/dist/contracts/IDBSQLClient",
    "@databricks/sql/dist/contracts/IDBSQLClient.js",
  ].map((origin) => ({ origin, method: "connect" })),
  options: [{ from: "argument", index: 0 }],
  userAgent: {
    options: [{ name: "userAgentEntry" }, { name: "clientId", deprecated: true }],
    insert: [{ kind: "property", argument: 0, name: "userAgentEntry" }],
  },
  auth: authOf,
};

function authOf(options: SiteOptions): AuthKind {
  const has = (name: string): boolean => {
    const option = options.get(name);
    return option !== undefined && option.kind !== "null";
  };
  const type = options.get("authType");
  if (!type) return has("token") ? "pat" : "unknown";
  const federated = has("enableTokenFederation") || has("federationClientId");
  switch (type.text) {
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
