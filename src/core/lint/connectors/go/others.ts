import type { AuthKind } from "../../sites.ts";
import type { ConnectorFacts } from "../facts.ts";
import { isDatabricksDriver, odbcAuth } from "../odbcOptions.ts";

/**
 * ADBC's Go driver and the driver manager. A User-Agent can stand in the address only.
 * Source: adbc-drivers/databricks, `go/driver.go`.
 */
const adbc: ConnectorFacts = {
  connector: "adbc",
  id: "adbc/go",
  language: "go",
  what: "construct",
  triggers: ["adbc"],
  entries: [
    { origin: "github.com/adbc-drivers/databricks/go.NewDriver", method: "NewDatabase" },
    { origin: "github.com/apache/arrow-adbc/go/adbc/driver/databricks.NewDriver", method: "NewDatabase" },
    { origin: "github.com/apache/arrow-adbc/go/adbc/drivermgr.Driver", method: "NewDatabase" },
  ],
  options: [
    { from: "argument", index: 0 },
    { from: "text", option: "uri", syntax: "query" },
  ],
  when: (options) =>
    !options.has("driver") ||
    options.get("driver")?.text === "databricks" ||
    /^databricks:/.test(options.get("uri")?.text ?? ""),
  userAgent: {
    options: [{ name: "userAgentEntry" }],
    insert: [{ kind: "text", option: "uri", syntax: "query", name: "userAgentEntry" }],
  },
  auth(options): AuthKind {
    if (options.has("databricks.oauth.client_secret")) return "m2m";
    return options.has("databricks.access_token") || options.has("password") ? "pat" : "unknown";
  },
};

const zerobusSdk = "github.com/databricks/zerobus-sdk/go";

/** Zerobus Ingest; `WithApplicationName` since 1.3. It signs in with a service principal only. */
const zerobus: ConnectorFacts = {
  connector: "zerobus",
  id: "zerobus/go",
  language: "go",
  what: "construct",
  triggers: ["zerobus"],
  entries: [{ origin: `${zerobusSdk}.NewZerobusSdk` }],
  options: [
    { from: "positional", names: ["host", "unity_catalog_url"] },
    { from: "functions", origin: zerobusSdk, after: 2 },
  ],
  userAgent: {
    options: [{ name: "WithApplicationName" }],
    insert: [{ kind: "argument", text: "$package.WithApplicationName($)" }],
  },
  auth: () => "m2m",
};

/** `database/sql` with `alexbrainman/odbc`. */
const odbc: ConnectorFacts = {
  connector: "odbc",
  id: "odbc/go",
  language: "go",
  what: "construct",
  triggers: ['"odbc"'],
  entries: [{ origin: "database/sql.Open" }],
  options: [
    { from: "positional", names: ["name", "ConnectionString"] },
    { from: "text", option: "ConnectionString", syntax: "odbc" },
  ],
  ignoreCase: true,
  when: (options) => options.get("name")?.text === "odbc" && isDatabricksDriver(options),
  userAgent: {
    options: [{ name: "UserAgentEntry" }],
    insert: [{ kind: "text", option: "ConnectionString", syntax: "odbc", name: "UserAgentEntry" }],
  },
  auth: odbcAuth,
};

export const otherGo: readonly ConnectorFacts[] = [adbc, odbc, zerobus];
