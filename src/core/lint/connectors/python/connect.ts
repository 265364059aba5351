import type { ConnectorFacts } from "../facts.ts";
import { unifiedAuth } from "../unifiedAuth.ts";
import type { AuthKind, SiteOptions } from "../../sites.ts";
import { isDatabricksUrl } from "../databricksUrl.ts";

/**
 * Databricks Connect. `.remote(…)` puts its own `user_agent`, empty unless given, over what `.userAgent(…)` said before it.
 * Source: `databricks/connect/session.py` of the published wheel `databricks-connect`.
 */
export const databricksConnect: ConnectorFacts = {
  connector: "databricks-connect",
  id: "databricks-connect",
  language: "python",
  what: "construct",
  triggers: ["DatabricksSession"],
  entries: [
    { origin: "databricks.connect.DatabricksSession", method: "getOrCreate", via: "builder" },
    { origin: "databricks.connect.DatabricksSession", method: "create", via: "builder" },
    { origin: "databricks.connect.session.DatabricksSession", method: "getOrCreate", via: "builder" },
    { origin: "databricks.connect.session.DatabricksSession", method: "create", via: "builder" },
    { origin: "databricks.connect.DatabricksSession.Builder", method: "getOrCreate" },
    { origin: "databricks.connect.DatabricksSession.Builder", method: "create" },
  ],
  options: [
    { from: "receiver" },
    { from: "text", option: "remote", syntax: "spark" },
    { from: "spread", option: "sdkConfig" },
  ],
  userAgent: {
    options: [{ name: "userAgent" }, { name: "remote.user_agent" }, { name: "user_agent" }],
    environment: ["SPARK_CONNECT_USER_AGENT"],
    insert: [{ kind: "chain", text: ".userAgent($)" }],
  },
  auth: connectAuth,
};

/** Plain Spark Connect, when its address is a Databricks workspace. It knows `user_agent` in the address only. */
export const sparkConnect: ConnectorFacts = {
  connector: "databricks-connect",
  id: "databricks-connect/spark",
  language: "python",
  what: "construct",
  triggers: ["sc://"],
  entries: [
    { origin: "pyspark.sql.SparkSession", method: "getOrCreate", via: "builder" },
    { origin: "pyspark.sql.SparkSession", method: "create", via: "builder" },
    { origin: "pyspark.sql.connect.session.SparkSession", method: "getOrCreate", via: "builder" },
  ],
  options: [{ from: "receiver" }, { from: "text", option: "remote", syntax: "spark" }],
  when(options) {
    const address = options.get("remote")?.text ?? "";
    return address.includes("x-databricks-") || isDatabricksUrl(address.replace(/^sc:/, "https:"));
  },
  userAgent: {
    options: [{ name: "user_agent" }],
    environment: ["SPARK_CONNECT_USER_AGENT"],
    insert: [{ kind: "text", option: "remote", syntax: "spark", name: "user_agent" }],
  },
  auth: connectAuth,
};

function connectAuth(options: SiteOptions): AuthKind {
  return options.has("remote.token") ? "pat" : unifiedAuth(options);
}
