import type { AuthKind, ConnectorId, UserAgentStatus } from "../sites.ts";

/** What people call a client. */
export const connectorNames: Readonly<Record<ConnectorId, string>> = {
  "python-sql": "Databricks SQL Connector for Python",
  sqlalchemy: "Databricks SQLAlchemy",
  "python-sdk": "Databricks SDK for Python",
  "databricks-connect": "Databricks Connect",
  "node-sql": "Databricks SQL Driver for Node.js",
  "js-sdk": "Databricks SDK for JavaScript",
  "go-sdk": "Databricks SDK for Go",
  "go-sql": "Databricks SQL Driver for Go",
  "java-sdk": "Databricks SDK for Java",
  jdbc: "Databricks JDBC Driver",
  odbc: "Databricks ODBC Driver",
  rest: "REST API",
  lakebase: "Lakebase (Postgres)",
  adbc: "ADBC Driver",
  dbt: "dbt-databricks",
  zerobus: "Zerobus Ingest SDK",
  iceberg: "Iceberg REST Catalog",
  mcp: "MCP server",
};

/** How a call signs in, for people. */
export const authNames: Readonly<Record<AuthKind, string>> = {
  // Most clients take an OAuth token in the same place.
  pat: "access token",
  m2m: "OAuth M2M",
  u2m: "OAuth U2M",
  federation: "token federation",
  mixed: "several kinds at once",
  ambient: "the client's default chain",
  dynamic: "from settings or the caller",
  unknown: "not visible in the code",
};

/** What a User-Agent's status means where there is no value to show. */
export const userAgentNames: Readonly<Record<UserAgentStatus, string>> = {
  "set-valid": "set",
  "set-invalid": "not valid",
  missing: "not set",
  dynamic: "from settings or the caller",
  unknown: "not visible in the code",
};

/** Whether Databricks can attribute the calls of a client: surely, surely not, or the code does not tell. */
export type Verdict = "tagged" | "gap" | "unclear";

export function verdictOf({ userAgent }: { readonly userAgent: { readonly status: UserAgentStatus } }): Verdict {
  if (userAgent.status === "set-valid") return "tagged";
  return userAgent.status === "missing" || userAgent.status === "set-invalid" ? "gap" : "unclear";
}
