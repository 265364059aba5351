import type { AuthKind, SiteOptions } from "../../sites.ts";
import type { ConnectorFacts } from "../facts.ts";
import { isLakebaseHost } from "../databricksUrl.ts";
import { oncePerText } from "../../oncePerText.ts";

/** PostgreSQL keeps this many bytes of an `application_name`. */
const limit = 63;

const common = {
  connector: "lakebase",
  language: "javascript",
  what: "construct",
  auth: lakebaseAuth,
} satisfies Partial<ConnectorFacts>;

/** `new Pool(config)`. Source: brianc/node-postgres, `packages/pg/lib/connection-parameters.js`. */
const nodePostgres: ConnectorFacts = {
  ...common,
  id: "lakebase/pg",
  triggers: ["pg"],
  entries: ["pg.Pool", "pg.Client", "pg-pool", "pg.native.Pool", "pg.native.Client"].map((origin) => ({ origin })),
  options: [
    { from: "positional", names: ["connectionString"] },
    { from: "argument", index: 0 },
    { from: "text", option: "connectionString", syntax: "libpq" },
  ],
  when: isLakebase,
  userAgent: {
    options: [{ name: "application_name" }, { name: "fallback_application_name" }],
    environment: ["PGAPPNAME"],
    limit,
    insert: [{ kind: "property", argument: 0, name: "application_name" }],
  },
};

/** postgres.js: `postgres(url, options)` or `postgres(options)`. Source: porsager/postgres, `src/index.js`. */
const postgresJs: ConnectorFacts = {
  ...common,
  id: "lakebase/postgres-js",
  triggers: ["postgres"],
  entries: [{ origin: "postgres" }],
  options: [
    { from: "positional", names: ["url"] },
    { from: "argument", index: 0 },
    { from: "argument", index: 1 },
    { from: "text", option: "url", syntax: "libpq" },
  ],
  when: isLakebase,
  userAgent: {
    options: [{ name: "connection.application_name" }, { name: "application_name" }],
    environment: ["PGAPPNAME"],
    limit,
    insert: [{ kind: "nested", option: "connection", name: "application_name" }],
  },
};

/**
 * `@databricks/lakebase` takes an `application_name` by its types and drops it; only the environment reaches the server.
 * Source: the package, `dist/config.js` of 0.6.0.
 */
const lakebasePool: ConnectorFacts = {
  ...common,
  id: "lakebase/databricks-lakebase",
  triggers: ["@databricks/lakebase"],
  entries: ["createLakebasePool", "getLakebasePgConfig", "getLakebaseOrmConfig"].map((name) => ({
    origin: `@databricks/lakebase.${name}`,
  })),
  options: [{ from: "argument", index: 0 }],
  userAgent: { options: [], environment: ["PGAPPNAME"], limit, insert: [] },
  auth: () => "dynamic",
};

export const lakebase: readonly ConnectorFacts[] = [nodePostgres, postgresJs, lakebasePool];

/** By the host, wherever it stands. A host from settings could be any Postgres. */
function isLakebase(options: SiteOptions, text: string): boolean {
  const addresses = ["host", "hostname", "connectionString", "url"].flatMap((name) => options.get(name) ?? []);
  if (addresses.some((address) => isLakebaseHost(address.text ?? ""))) return true;
  const isWrittenOut = addresses.some((address) => address.kind === "text" && !address.hasHoles);
  return !isWrittenOut && asksForCredential(text);
}

const asksForCredential = oncePerText((text) =>
  /\bgenerateDatabaseCredential\s*\(|\/api\/2\.0\/(?:postgres|database)\/credentials/.test(text),
);

/** A database credential is an OAuth token; whose, the code that asks for it decides. */
function lakebaseAuth(options: SiteOptions): AuthKind {
  return options.has("password") || options.has("pass") ? "dynamic" : "unknown";
}
