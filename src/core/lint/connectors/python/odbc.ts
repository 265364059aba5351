import type { ConnectorFacts } from "../facts.ts";
import { isDatabricksDriver, odbcAuth } from "../odbcOptions.ts";

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
