import type { ConnectorEntry, Insertion, OptionSource } from "../facts.ts";

/** One way to open a JDBC connection, whatever the database: the same calls serve Databricks and Lakebase. */
export interface Opening {
  readonly id: string;
  readonly triggers: readonly string[];
  readonly entries: readonly ConnectorEntry[];
  /** Where properties and the URL come from. */
  readonly options: readonly OptionSource[];
  /** Options that hold the URL. */
  readonly urls: readonly string[];
  /** A statement that sets a property; `#` stands for its name, `$` for the value. */
  readonly statement?: Extract<Insertion, { kind: "statement" }>;
}

const all = (...origins: string[]): ConnectorEntry[] => origins.map((origin) => ({ origin }));
const spring = "org.springframework";

export const openings: readonly Opening[] = [
  {
    id: "driver-manager",
    triggers: ["DriverManager"],
    entries: all("java.sql.DriverManager.getConnection"),
    options: [
      { from: "positional", names: ["url", "user", "password"] },
      { from: "argument", index: 1, of: 2 },
      { from: "named" },
    ],
    urls: ["url"],
    statement: { kind: "statement", of: 1, among: 2, text: '$object.setProperty("#", $);' },
  },
  {
    id: "jdbi",
    triggers: ["jdbi"],
    entries: all("org.jdbi.v3.core.Jdbi.create", "org.jdbi.v3.core.Jdbi.open"),
    options: [
      { from: "positional", names: ["url"] },
      { from: "argument", index: 1, of: 2 },
    ],
    urls: ["url"],
    statement: { kind: "statement", of: 1, among: 2, text: '$object.setProperty("#", $);' },
  },
  {
    id: "hikari-config",
    triggers: ["com.zaxxer.hikari"],
    entries: all("com.zaxxer.hikari.HikariConfig"),
    options: [{ from: "argument", index: 0 }, { from: "result" }],
    urls: ["setJdbcUrl", "jdbcUrl"],
    statement: { kind: "statement", of: "result", text: '$object.addDataSourceProperty("#", $);' },
  },
  {
    id: "hikari",
    triggers: ["com.zaxxer.hikari"],
    entries: all("com.zaxxer.hikari.HikariDataSource"),
    options: [{ from: "result" }],
    urls: ["setJdbcUrl", "jdbcUrl"],
    statement: { kind: "statement", of: "result", text: '$object.addDataSourceProperty("#", $);' },
  },
  {
    id: "spring",
    triggers: [`${spring}.jdbc`, `${spring}.boot`],
    entries: all(
      `${spring}.jdbc.datasource.DriverManagerDataSource`,
      `${spring}.jdbc.datasource.SingleConnectionDataSource`,
      `${spring}.jdbc.datasource.SimpleDriverDataSource`,
      `${spring}.boot.jdbc.DataSourceBuilder.create`,
      `${spring}.boot.autoconfigure.jdbc.DataSourceBuilder.create`,
    ),
    options: [
      { from: "positional", names: ["constructor"] },
      { from: "result" },
      { from: "spread", option: "setConnectionProperties" },
      { from: "spread", option: "connectionProperties" },
    ],
    urls: ["constructor", "url", "setUrl", "jdbcUrl"],
  },
  {
    id: "pool",
    triggers: ["dbcp", "org.apache.tomcat.jdbc", "c3p0"],
    entries: all(
      "org.apache.commons.dbcp2.BasicDataSource",
      "org.apache.commons.dbcp.BasicDataSource",
      "org.apache.tomcat.jdbc.pool.DataSource",
      "com.mchange.v2.c3p0.ComboPooledDataSource",
    ),
    options: [
      { from: "result" },
      { from: "spread", option: "setConnectionProperties" },
      { from: "spread", option: "connectionProperties" },
      { from: "spread", option: "setDbProperties" },
    ],
    urls: ["setUrl", "url", "setJdbcUrl", "jdbcUrl"],
  },
  {
    id: "spark",
    triggers: ["jdbc"],
    entries: ["load", "jdbc"].flatMap((method) =>
      ["org.apache.spark.sql.SparkSession", "org.apache.spark.sql.SparkSession.builder", ":spark"].map((origin) => ({
        origin,
        method,
        via: "read",
      })),
    ),
    options: [{ from: "chain" }],
    urls: ["url"],
  },
];
