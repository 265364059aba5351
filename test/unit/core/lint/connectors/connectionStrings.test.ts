import assert from "node:assert/strict";
import { parseConnectionString } from "../../../../../src/core/lint/connectors/connectionStrings.ts";
import type { ConnectionSyntax } from "../../../../../src/core/lint/connectors/facts.ts";

interface Case {
  readonly text: string;
  readonly syntax: ConnectionSyntax;
  readonly entries: Readonly<Record<string, string>>;
  readonly scheme?: string;
  readonly host?: string;
  readonly open?: true;
}

const cases: readonly Case[] = [
  {
    text: "jdbc:databricks://adb-1.azuredatabricks.net:443/default;httpPath=/sql/1.0/warehouses/a;AuthMech=3;UserAgentEntry=Acme_Loader/1.2.0;",
    syntax: "jdbc",
    scheme: "jdbc:databricks",
    host: "adb-1.azuredatabricks.net",
    entries: {
      port: "443",
      httpPath: "/sql/1.0/warehouses/a",
      AuthMech: "3",
      UserAgentEntry: "Acme_Loader/1.2.0",
    },
  },
  {
    text: "jdbc:spark://h;UserAgentEntry=Acme%5FLoader%2F1.0; SSL = 1",
    syntax: "jdbc",
    scheme: "jdbc:spark",
    host: "h",
    entries: { UserAgentEntry: "Acme_Loader/1.0", SSL: "1" },
  },
  {
    text: 'jdbc:databricks://{host}:{port};httpPath={cfg.get("a;b")};{extra}',
    syntax: "jdbc",
    scheme: "jdbc:databricks",
    host: "{host}",
    entries: { port: "{port}", httpPath: '{cfg.get("a;b")}' },
    open: true,
  },
  {
    text: "jdbc:databricks://{rest}",
    syntax: "jdbc",
    scheme: "jdbc:databricks",
    host: "{rest}",
    entries: {},
    open: true,
  },
  { text: "{url};SSL=1", syntax: "jdbc", host: "{url}", entries: { SSL: "1" }, open: true },
  {
    text: "jdbc:databricks://h;p={a}{b}",
    syntax: "jdbc",
    scheme: "jdbc:databricks",
    host: "h",
    entries: { p: "{a}{b}" },
    open: true,
  },
  {
    text: "Driver={Simba Spark ODBC Driver};Host=h.cloud.databricks.com;PWD={a;}}b};UID=token",
    syntax: "odbc",
    host: "h.cloud.databricks.com",
    entries: { Driver: "Simba Spark ODBC Driver", Host: "h.cloud.databricks.com", PWD: "a;}b", UID: "token" },
  },
  { text: "DSN=Databricks;{rest}", syntax: "odbc", entries: { DSN: "Databricks" }, open: true },
  {
    text: "databricks://token:p%40ss@h.cloud.databricks.com?http_path=/sql&catalog=main&schema=",
    syntax: "query",
    scheme: "databricks",
    host: "h.cloud.databricks.com",
    entries: { user: "token", password: "p@ss", http_path: "/sql", catalog: "main", schema: "" },
  },
  {
    text: "token:{secret}@h:443/sql/1.0/endpoints/a?userAgentEntry=Acme_Loader",
    syntax: "query",
    host: "h",
    entries: { user: "token", password: "{secret}", port: "443", userAgentEntry: "Acme_Loader" },
  },
  {
    text: "jdbc:postgresql://[::1]:5432/db?ApplicationName=Acme_Loader&assumeMinServerVersion=9.1",
    syntax: "query",
    scheme: "jdbc:postgresql",
    host: "[::1]",
    entries: { port: "5432", ApplicationName: "Acme_Loader", assumeMinServerVersion: "9.1" },
  },
  {
    text: "sc://h:443/;token={t};x-databricks-cluster-id=1;user_agent=Acme_Loader%2F1.0",
    syntax: "spark",
    scheme: "sc",
    host: "h",
    entries: { port: "443", token: "{t}", "x-databricks-cluster-id": "1", user_agent: "Acme_Loader/1.0" },
  },
  {
    text: "host=h.database.cloud.databricks.com dbname = 'my \\'db' application_name=Acme_Loader/1.0",
    syntax: "libpq",
    host: "h.database.cloud.databricks.com",
    entries: { host: "h.database.cloud.databricks.com", dbname: "my 'db", application_name: "Acme_Loader/1.0" },
  },
  {
    text: 'host={h["a b"]} password={p}',
    syntax: "libpq",
    host: '{h["a b"]}',
    entries: { host: '{h["a b"]}', password: "{p}" },
  },
  { text: "host=h {rest}", syntax: "libpq", host: "h", entries: { host: "h" }, open: true },
  {
    text: "postgresql://u@h/databricks_postgres?sslmode=require",
    syntax: "libpq",
    scheme: "postgresql",
    host: "h",
    entries: { user: "u", dbname: "databricks_postgres", sslmode: "require" },
  },
];

describe("connection strings", () => {
  for (const { text, syntax, entries, scheme, host, open = false } of cases) {
    it(`${syntax}: ${text}`, () => {
      const found = parseConnectionString(text, syntax);
      assert.deepEqual(Object.fromEntries(found.entries.map(({ key, value }) => [key, value])), entries);
      assert.deepEqual({ scheme: found.scheme, host: found.host, open: found.open }, { scheme, host, open });
    });
  }

  it("says where an entry and its value stand", () => {
    const text = "jdbc:databricks://h; SSL = 1 ;UID=token";
    const [ssl, uid] = parseConnectionString(text, "jdbc").entries;
    assert.ok(ssl && uid);
    assert.equal(text.slice(ssl.start, ssl.end), "SSL = 1");
    assert.equal(text.slice(ssl.valueStart, ssl.end), "1");
    assert.equal(text.slice(uid.start, uid.end), "UID=token");
  });

  it("reads quoted values with their places", () => {
    const text = "Driver={A;B};UID=x";
    const [driver] = parseConnectionString(text, "odbc").entries;
    assert.ok(driver);
    assert.equal(text.slice(driver.valueStart, driver.end), "{A;B}");
  });

  it("takes anything without failing", () => {
    for (const syntax of ["jdbc", "odbc", "query", "spark", "libpq"] as const) {
      for (const text of ["", ";", "=", "=;=", "{", "}", "{;", "a={b", "://", "jdbc:", "@", ":@:", "[", "%zz=%ff"])
        parseConnectionString(text, syntax);
    }
  });
});
