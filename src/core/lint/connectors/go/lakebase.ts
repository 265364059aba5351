import type { SiteOptions } from "../../sites.ts";
import { isLakebaseHost } from "../databricksUrl.ts";
import type { ConnectorFacts } from "../facts.ts";
import { oncePerText } from "../../oncePerText.ts";

/** PostgreSQL keeps this many bytes of an `application_name`. */
const limit = 63;

const pgx = "github.com/jackc/pgx";

const common = {
  connector: "lakebase",
  language: "go",
  what: "construct",
  when: isLakebase,
  auth: () => "dynamic",
} satisfies Partial<ConnectorFacts>;

const inText = { kind: "text", option: "dsn", syntax: "libpq", name: "application_name" } as const;
const userAgent: ConnectorFacts["userAgent"] = {
  options: [{ name: "application_name" }],
  environment: ["PGAPPNAME"],
  limit,
  insert: [inText],
};

/** A configuration that is changed before the pool or the connection is made from it. Source: jackc/pgx, `pgconn/config.go`. */
const config: ConnectorFacts = {
  ...common,
  id: "lakebase/pgx-config",
  triggers: ["jackc/pgx"],
  entries: [
    { origin: `${pgx}.ParseConfig` },
    { origin: `${pgx}/pgxpool.ParseConfig` },
    { origin: `${pgx}/pgconn.ParseConfig` },
  ],
  options: [
    { from: "positional", names: ["dsn"] },
    { from: "text", option: "dsn", syntax: "libpq" },
    { from: "result" },
  ],
  userAgent: {
    ...userAgent,
    options: [
      { name: "RuntimeParams.application_name" },
      { name: "ConnConfig.RuntimeParams.application_name" },
      { name: "ConnConfig.Config.RuntimeParams.application_name" },
      { name: "application_name" },
    ],
  },
};

/** Straight from a connection string, behind the context. */
const fromText: ConnectorFacts = {
  ...common,
  id: "lakebase/pgx",
  triggers: ["jackc/pgx"],
  entries: [{ origin: `${pgx}.Connect` }, { origin: `${pgx}/pgxpool.New` }, { origin: `${pgx}/pgconn.Connect` }],
  options: [
    { from: "positional", names: ["", "dsn"] },
    { from: "text", option: "dsn", syntax: "libpq" },
  ],
  userAgent,
};

/** `database/sql` with pgx or lib/pq. */
const standard: ConnectorFacts = {
  ...common,
  id: "lakebase/database-sql",
  triggers: ["lib/pq", "jackc/pgx"],
  entries: [
    "database/sql.Open",
    ...["Open", "Connect", "MustConnect"].map((name) => `github.com/jmoiron/sqlx.${name}`),
  ].map((origin) => ({ origin })),
  options: [
    { from: "positional", names: ["driver", "dsn"] },
    { from: "text", option: "dsn", syntax: "libpq" },
  ],
  when: (options, text) => /^(?:postgres|pgx)/.test(options.get("driver")?.text ?? "") && isLakebase(options, text),
  userAgent,
};

const connectors: ConnectorFacts = {
  ...common,
  id: "lakebase/go-connector",
  triggers: ["lib/pq", "gorm.io/driver/postgres"],
  entries: [{ origin: "github.com/lib/pq.NewConnector" }, { origin: "gorm.io/driver/postgres.Open" }],
  options: [
    { from: "positional", names: ["dsn"] },
    { from: "text", option: "dsn", syntax: "libpq" },
  ],
  userAgent,
};

export const goLakebase: readonly ConnectorFacts[] = [config, fromText, standard, connectors];

const asksForCredential = oncePerText((text) =>
  /\bGenerateDatabaseCredential\(|\/api\/2\.0\/(?:postgres|database)\/credentials/.test(text),
);

/** By the host; where settings hold it, by the credential that the same file asks for. */
function isLakebase(options: SiteOptions, text: string): boolean {
  if (isLakebaseHost(options.get("dsn")?.text ?? "")) return true;
  const host = options.get("host");
  return host?.hasHoles === true && /^\{[^{}]*\}$/.test(host.text ?? "") && asksForCredential(text);
}
