import type { AuthKind, SiteOptions } from "../../sites.ts";
import type { ConnectorFacts } from "../facts.ts";
import { isDatabricksUrl } from "../databricksUrl.ts";

/**
 * `pyodbc` and its like with the Databricks (Simba) driver, named in a connection string or by keywords. A DSN alone does
 * not say which driver it is.
 */
export const pyodbc: ConnectorFacts = {
  connector: "odbc",
  id: "odbc/pyodbc",
  language: "python",
  what: "construct",
  triggers: ["odbc"],
  entries: [
    { origin: "pyodbc.connect" },
    { origin: "pypyodbc.connect" },
    { origin: "turbodbc.connect" },
    { origin: "aioodbc.connect" },
    { origin: "aioodbc.create_pool" },
  ],
  options: [
    { from: "positional", names: ["connection_string"] },
    { from: "named" },
    { from: "text", option: "connection_string", syntax: "odbc" },
    { from: "text", option: "dsn", syntax: "odbc" },
  ],
  ignoreCase: true,
  when: isDatabricksDriver,
  userAgent: {
    options: [{ name: "UserAgentEntry" }],
    insert: [
      { kind: "text", option: "connection_string", syntax: "odbc", name: "UserAgentEntry" },
      { kind: "text", option: "dsn", syntax: "odbc", name: "UserAgentEntry" },
      { kind: "keyword", name: "UserAgentEntry" },
    ],
  },
  auth: odbcAuth,
};

function isDatabricksDriver(options: SiteOptions): boolean {
  const driver = options.get("Driver")?.text ?? "";
  if (/databricks|(?:simba|spark).*odbc|sparkodbc/i.test(driver)) return true;
  const host = options.get("Host")?.text ?? options.get("Server")?.text;
  return host !== undefined && isDatabricksUrl(`https://${host}`);
}

/** Source: Databricks ODBC driver guide, “Authentication”. */
function odbcAuth(options: SiteOptions): AuthKind {
  const mechanism = options.get("AuthMech")?.text;
  if (mechanism === "3") return "pat";
  if (mechanism !== "11") return "unknown";
  switch (options.get("Auth_Flow")?.text ?? "0") {
    case "0":
      return "dynamic";
    case "1":
      return "m2m";
    case "2":
      return "u2m";
    case "3":
      return "ambient";
    default:
      return "unknown";
  }
}
