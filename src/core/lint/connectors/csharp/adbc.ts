import type { AuthKind } from "../../sites.ts";
import type { ConnectorFacts } from "../facts.ts";

/** ADBC's C# driver. Source: adbc-drivers/databricks, `csharp/src/DatabricksParameters.cs`; SparkParameters of HiveServer2. */
export const csharpAdbc: ConnectorFacts = {
  connector: "adbc",
  id: "adbc/csharp",
  language: "csharp",
  what: "construct",
  triggers: ["DatabricksDriver"],
  entries: [{ origin: ":DatabricksDriver", method: "Open" }],
  options: [{ from: "argument", index: 0 }],
  userAgent: {
    options: [{ name: "adbc.spark.user_agent_entry" }],
    insert: [],
  },
  auth(options): AuthKind {
    if (options.has("adbc.databricks.oauth.client_secret")) return "m2m";
    return options.has("adbc.spark.token") || options.has("adbc.spark.access_token") ? "dynamic" : "unknown";
  },
};
