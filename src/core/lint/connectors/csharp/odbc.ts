import type { ConnectorFacts } from "../facts.ts";
import { isDatabricksDriver, odbcAuth } from "../odbcOptions.ts";

const common = {
  connector: "odbc",
  language: "csharp",
  what: "construct",
  ignoreCase: true,
  when: isDatabricksDriver,
  auth: odbcAuth,
} satisfies Partial<ConnectorFacts>;

/** `System.Data.Odbc` with a connection string, which may be set after the connection is made. */
const connection: ConnectorFacts = {
  ...common,
  id: "odbc/csharp",
  triggers: ["OdbcConnection"],
  entries: [{ origin: ":OdbcConnection" }],
  options: [
    { from: "positional", names: ["ConnectionString"] },
    { from: "named" },
    { from: "result" },
    { from: "text", option: "ConnectionString", syntax: "odbc" },
  ],
  userAgent: {
    options: [{ name: "UserAgentEntry" }],
    insert: [{ kind: "text", option: "ConnectionString", syntax: "odbc", name: "UserAgentEntry" }],
  },
};

/** The same put together by keys: `builder["UserAgentEntry"] = "…"`. */
const builder: ConnectorFacts = {
  ...common,
  id: "odbc/csharp-builder",
  triggers: ["OdbcConnectionStringBuilder"],
  entries: [{ origin: ":OdbcConnectionStringBuilder" }],
  options: [
    { from: "positional", names: ["ConnectionString"] },
    { from: "named" },
    { from: "result" },
    { from: "text", option: "ConnectionString", syntax: "odbc" },
  ],
  userAgent: {
    options: [{ name: "UserAgentEntry" }],
    insert: [{ kind: "statement", of: "result", text: '$object["UserAgentEntry"] = $;' }],
  },
};

export const csharpOdbc: readonly ConnectorFacts[] = [connection, builder];
