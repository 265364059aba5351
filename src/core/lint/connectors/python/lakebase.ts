import type { AuthKind, SiteOptions } from "../../sites.ts";
import type { ConnectorFacts } from "../facts.ts";
import { isLakebaseHost } from "../databricksUrl.ts";
import { oncePerText } from "../../oncePerText.ts";

/** PostgreSQL keeps this many bytes of an `application_name`. */
const limit = 63;

const connection = {
  connector: "lakebase",
  language: "python",
  what: "construct",
  when: isLakebase,
  auth: lakebaseAuth,
} satisfies Partial<ConnectorFacts>;

/** psycopg 3, psycopg2 and pg8000: libpq's own names as keywords, a connection string first. */
const psycopg: ConnectorFacts = {
  ...connection,
  id: "lakebase/psycopg",
  triggers: ["psycopg", "pg8000", "aiopg"],
  entries: [
    { origin: "psycopg.connect" },
    { origin: "psycopg.Connection.connect" },
    { origin: "psycopg.AsyncConnection.connect" },
    { origin: "psycopg2.connect" },
    { origin: "aiopg.connect" },
    { origin: "aiopg.create_pool" },
    { origin: "pg8000.connect" },
    { origin: "pg8000.native.Connection" },
    { origin: "pg8000.dbapi.connect" },
  ],
  options: [
    { from: "positional", names: ["conninfo"] },
    { from: "named" },
    { from: "text", option: "conninfo", syntax: "libpq" },
    { from: "text", option: "dsn", syntax: "libpq" },
  ],
  userAgent: {
    options: [{ name: "application_name" }],
    environment: ["PGAPPNAME"],
    limit,
    insert: [{ kind: "keyword", name: "application_name" }],
  },
};

/** psycopg2's pools pass on what follows their two sizes. */
const psycopg2Pool: ConnectorFacts = {
  ...psycopg,
  id: "lakebase/psycopg2-pool",
  triggers: ["psycopg2"],
  entries: [
    { origin: "psycopg2.pool.SimpleConnectionPool" },
    { origin: "psycopg2.pool.ThreadedConnectionPool" },
    { origin: "psycopg2.pool.PersistentConnectionPool" },
  ],
  options: [
    { from: "positional", names: ["minconn", "maxconn", "dsn"] },
    { from: "named" },
    { from: "text", option: "dsn", syntax: "libpq" },
  ],
};

/** psycopg 3's pools take the options of each connection in `kwargs`. */
const psycopgPool: ConnectorFacts = {
  ...connection,
  id: "lakebase/psycopg-pool",
  triggers: ["psycopg_pool"],
  entries: [
    { origin: "psycopg_pool.ConnectionPool" },
    { origin: "psycopg_pool.AsyncConnectionPool" },
    { origin: "psycopg_pool.NullConnectionPool" },
    { origin: "psycopg_pool.AsyncNullConnectionPool" },
  ],
  options: [
    { from: "positional", names: ["conninfo"] },
    { from: "named" },
    { from: "text", option: "conninfo", syntax: "libpq" },
    { from: "spread", option: "kwargs" },
  ],
  userAgent: {
    options: [{ name: "application_name" }],
    environment: ["PGAPPNAME"],
    limit,
    insert: [{ kind: "nested", option: "kwargs", name: "application_name" }],
  },
};

const asyncpg: ConnectorFacts = {
  ...connection,
  id: "lakebase/asyncpg",
  triggers: ["asyncpg"],
  entries: [{ origin: "asyncpg.connect" }, { origin: "asyncpg.create_pool" }],
  options: [
    { from: "positional", names: ["dsn"] },
    { from: "named" },
    { from: "text", option: "dsn", syntax: "libpq" },
  ],
  userAgent: {
    options: [{ name: "server_settings.application_name" }, { name: "application_name" }],
    environment: ["PGAPPNAME"],
    limit,
    insert: [{ kind: "nested", option: "server_settings", name: "application_name" }],
  },
};

const sqlalchemyPostgres: ConnectorFacts = {
  ...connection,
  id: "lakebase/sqlalchemy",
  triggers: ["create_engine", "create_async_engine"],
  entries: [
    { origin: "sqlalchemy.create_engine" },
    { origin: "sqlalchemy.engine.create_engine" },
    { origin: "sqlmodel.create_engine" },
    { origin: "sqlalchemy.ext.asyncio.create_async_engine" },
  ],
  options: [
    { from: "positional", names: ["url"] },
    { from: "named" },
    { from: "text", option: "url", syntax: "query" },
  ],
  when: (options, text) => !overAsyncpg(options) && isLakebaseEngine(options, text),
  userAgent: {
    options: [{ name: "connect_args.application_name" }, { name: "application_name" }],
    environment: ["PGAPPNAME"],
    limit,
    insert: [{ kind: "nested", option: "connect_args", name: "application_name" }],
  },
};

/** SQLAlchemy hands the query of the URL to asyncpg as it is, which knows no `application_name`. */
const sqlalchemyAsyncpg: ConnectorFacts = {
  ...sqlalchemyPostgres,
  id: "lakebase/sqlalchemy-asyncpg",
  when: (options, text) => overAsyncpg(options) && isLakebaseEngine(options, text),
  userAgent: {
    options: [{ name: "connect_args.server_settings.application_name" }],
    environment: ["PGAPPNAME"],
    limit,
    insert: [],
  },
};

export const lakebase: readonly ConnectorFacts[] = [
  psycopg,
  psycopg2Pool,
  psycopgPool,
  asyncpg,
  sqlalchemyPostgres,
  sqlalchemyAsyncpg,
];

function overAsyncpg(options: SiteOptions): boolean {
  return /^postgresql\+asyncpg:/.test(options.get("url")?.text ?? "");
}

// What a `creator` returns is a connection with a call of its own.
function isLakebaseEngine(options: SiteOptions, text: string): boolean {
  return !options.has("creator") && !isOtherDialect(options) && isLakebase(options, text);
}

function isOtherDialect(options: SiteOptions): boolean {
  const url = options.get("url")?.text;
  return url !== undefined && /^[a-z]/i.test(url) && !/^postgres/i.test(url);
}

/** By the host, wherever it stands; where settings hold it, by the credential that the same file asks for. */
function isLakebase(options: SiteOptions, text: string): boolean {
  const texts = ["host", "hostaddr", "conninfo", "dsn", "url"].flatMap((name) => options.get(name)?.text ?? []);
  if (texts.some(isLakebaseHost)) return true;
  const host = options.get("host");
  if (host?.value && host.kind !== "text" && isLakebaseHost(`{${text.slice(host.value.start, host.value.end)}}`))
    return true;
  const isWrittenOut = host?.kind === "text" && !host.hasHoles;
  return !isWrittenOut && asksForCredential(text);
}

const asksForCredential = oncePerText((text) =>
  /\bgenerate_database_credential\s*\(|\/api\/2\.0\/(?:postgres|database)\/credentials/.test(text),
);

/** A database credential is an OAuth token; whose, the code that asks for it decides. */
function lakebaseAuth(options: SiteOptions): AuthKind {
  return options.has("password") ? "dynamic" : "unknown";
}
