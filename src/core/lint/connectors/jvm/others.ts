import type { ConnectorFacts } from "../facts.ts";
import { unifiedAuth } from "../unifiedAuth.ts";
import { isDatabricksUrl } from "../databricksUrl.ts";

const session = "com.databricks.connect.DatabricksSession";

/** Databricks Connect for Scala; the configuration of the SDK comes with `sdkConfig`. Source: Databricks Connect for Scala, documentation. */
export const databricksConnect: ConnectorFacts = {
  connector: "databricks-connect",
  id: "databricks-connect/jvm",
  language: "jvm",
  what: "construct",
  triggers: ["DatabricksSession"],
  entries: ["getOrCreate", "create"].map((method) => ({ origin: session, method, via: "builder" })),
  options: [
    { from: "receiver" },
    { from: "text", option: "remote", syntax: "spark" },
    { from: "spread", option: "sdkConfig" },
  ],
  userAgent: {
    options: [{ name: "userAgent" }, { name: "user_agent" }],
    environment: ["SPARK_CONNECT_USER_AGENT"],
    insert: [{ kind: "chain", text: ".userAgent($)" }],
  },
  auth: (options) => (options.has("token") ? "pat" : unifiedAuth(options)),
};

/** Zerobus Ingest; `applicationName` since 1.3. It signs in with a service principal only. Source: databricks/zerobus-sdk, `java/`. */
export const zerobus: ConnectorFacts = {
  connector: "zerobus",
  id: "zerobus/jvm",
  language: "jvm",
  what: "construct",
  triggers: ["com.databricks.zerobus"],
  entries: [{ origin: "com.databricks.zerobus.ZerobusSdk" }, { origin: "com.databricks.zerobus.ZerobusSdk.builder" }],
  options: [{ from: "result" }],
  userAgent: { options: [{ name: "applicationName" }, { name: "setApplicationName" }], insert: [] },
  auth: () => "m2m",
};

const iceberg = {
  connector: "iceberg",
  language: "jvm",
  what: "construct",
  triggers: ["org.apache.iceberg"],
  when: (options) => isDatabricksUrl(options.get("uri")?.text ?? ""),
  userAgent: { options: [{ name: "header.User-Agent" }], insert: [] },
  auth: (options) => (options.has("credential") ? "m2m" : options.has("token") ? "dynamic" : "unknown"),
} satisfies Partial<ConnectorFacts>;

/** Iceberg's REST catalog: every property `header.<name>` becomes a header. Source: apache/iceberg, `rest/RESTUtil.java`. */
export const icebergCatalogs: readonly ConnectorFacts[] = [
  {
    ...iceberg,
    id: "iceberg/rest-catalog",
    entries: [{ origin: "org.apache.iceberg.rest.RESTCatalog", method: "initialize" }],
    options: [{ from: "argument", index: 1 }],
  },
  {
    ...iceberg,
    id: "iceberg/build-catalog",
    entries: [{ origin: "org.apache.iceberg.CatalogUtil.buildIcebergCatalog" }],
    options: [{ from: "argument", index: 1 }],
  },
  {
    ...iceberg,
    id: "iceberg/load-catalog",
    entries: [{ origin: "org.apache.iceberg.CatalogUtil.loadCatalog" }],
    options: [{ from: "argument", index: 2 }],
  },
];
