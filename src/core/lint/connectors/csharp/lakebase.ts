import type { SiteOptions } from "../../sites.ts";
import { isLakebaseHost } from "../databricksUrl.ts";
import type { ConnectorFacts } from "../facts.ts";

const common = {
  connector: "lakebase",
  language: "csharp",
  what: "construct",
  ignoreCase: true,
  when: isLakebase,
  auth: () => "dynamic",
} satisfies Partial<ConnectorFacts>;

const options: ConnectorFacts["options"] = [
  { from: "positional", names: ["ConnectionString"] },
  { from: "named" },
  { from: "result" },
  { from: "text", option: "ConnectionString", syntax: "odbc" },
];

/** PostgreSQL keeps 63 bytes. Source: npgsql/npgsql, `NpgsqlConnectionStringBuilder.cs`. */
const userAgent = {
  options: [{ name: "Application Name" }, { name: "ApplicationName" }],
  environment: ["PGAPPNAME"],
  limit: 63,
} satisfies Partial<ConnectorFacts["userAgent"]>;

/** Npgsql with a connection string. */
const connection: ConnectorFacts = {
  ...common,
  id: "lakebase/npgsql",
  triggers: ["Npgsql"],
  entries: [{ origin: ":NpgsqlConnection" }, { origin: ":NpgsqlDataSource.Create" }],
  options,
  userAgent: {
    ...userAgent,
    insert: [{ kind: "text", option: "ConnectionString", syntax: "odbc", name: "Application Name" }],
  },
};

/** The same put together by properties, or a data source whose connection string has some. */
const builders: ConnectorFacts = {
  ...common,
  id: "lakebase/npgsql-builder",
  triggers: ["Npgsql"],
  entries: [{ origin: ":NpgsqlConnectionStringBuilder" }],
  options,
  userAgent: {
    ...userAgent,
    insert: [{ kind: "statement", of: "result", text: "$object.ApplicationName = $;" }],
  },
};

const dataSourceBuilder: ConnectorFacts = {
  ...common,
  id: "lakebase/npgsql-data-source",
  triggers: ["Npgsql"],
  entries: [{ origin: ":NpgsqlDataSourceBuilder" }],
  options,
  userAgent: {
    ...userAgent,
    options: [...userAgent.options, { name: "ConnectionStringBuilder.ApplicationName" }],
    insert: [
      { kind: "text", option: "ConnectionString", syntax: "odbc", name: "Application Name" },
      { kind: "statement", of: "result", text: "$object.ConnectionStringBuilder.ApplicationName = $;" },
    ],
  },
};

export const csharpLakebase: readonly ConnectorFacts[] = [connection, builders, dataSourceBuilder];

function isLakebase(given: SiteOptions): boolean {
  return ["Host", "Server", "ConnectionStringBuilder.Host"].some((name) => isLakebaseHost(given.get(name)?.text ?? ""));
}
