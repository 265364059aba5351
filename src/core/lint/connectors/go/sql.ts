import type { AuthKind, SiteOptions } from "../../sites.ts";
import type { ConnectorFacts } from "../facts.ts";

const driver = "github.com/databricks/databricks-sql-go";

const common = {
  connector: "go-sql",
  language: "go",
  what: "construct",
} satisfies Partial<ConnectorFacts>;

/** `dbsql.NewConnector(options...)`. Source: databricks/databricks-sql-go, `connector.go`. */
const connector: ConnectorFacts = {
  ...common,
  id: "go-sql/connector",
  triggers: [driver],
  entries: [{ origin: `${driver}.NewConnector` }],
  options: [{ from: "functions", origin: driver }],
  userAgent: {
    options: [{ name: "WithUserAgentEntry" }],
    insert: [{ kind: "argument", text: "$package.WithUserAgentEntry($)" }],
  },
  auth(options): AuthKind {
    // The last one given wins; seldom is there more than one.
    if (options.has("WithClientCredentials")) return "m2m";
    if (options.has("WithAccessToken")) return "pat";
    if (options.has("WithFederatedTokenProvider") || options.has("WithFederatedTokenProviderAndClientID"))
      return "federation";
    const made = options.get("WithAuthenticator")?.made ?? "";
    if (made.startsWith(`${driver}/auth/oauth/m2m.`)) return "m2m";
    const provided = ["WithAuthenticator", "WithTokenProvider", "WithExternalToken", "WithStaticToken"];
    return provided.some((name) => options.has(name)) ? "dynamic" : "unknown";
  },
};

/**
 * `sql.Open("databricks", dsn)`. Keys are case-sensitive: `UserAgentEntry` becomes a session parameter without a word.
 * Source: databricks/databricks-sql-go, `internal/config/config.go`.
 */
const dsn: ConnectorFacts = {
  ...common,
  id: "go-sql/dsn",
  triggers: ['"databricks"'],
  entries: [
    { origin: "database/sql.Open" },
    ...["Open", "Connect", "MustConnect", "MustOpen"].map((name) => ({
      origin: `github.com/jmoiron/sqlx.${name}`,
    })),
  ],
  options: [
    { from: "positional", names: ["driver", "dsn"] },
    { from: "text", option: "dsn", syntax: "query" },
  ],
  when: (options) => options.get("driver")?.text === "databricks",
  userAgent: {
    options: [{ name: "userAgentEntry" }],
    insert: [{ kind: "text", option: "dsn", syntax: "query", name: "userAgentEntry" }],
  },
  auth: dsnAuth,
};

/** With the context first: `sqlx.ConnectContext(ctx, "databricks", dsn)`. */
const dsnInContext: ConnectorFacts = {
  ...dsn,
  id: "go-sql/dsn-context",
  entries: [{ origin: "github.com/jmoiron/sqlx.ConnectContext" }],
  options: [
    { from: "positional", names: ["", "driver", "dsn"] },
    { from: "text", option: "dsn", syntax: "query" },
  ],
};

export const goSql: readonly ConnectorFacts[] = [connector, dsn, dsnInContext];

function dsnAuth(options: SiteOptions): AuthKind {
  switch (options.get("authType")?.text?.toLowerCase()) {
    case "oauthm2m":
      return "m2m";
    case "oauthu2m":
      return "u2m";
    case "pat":
      return "pat";
    default:
      return options.get("user")?.text === "token" || options.has("accessToken") ? "pat" : "unknown";
  }
}
