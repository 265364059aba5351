import type { UseFacts } from "../uses.ts";

const workspace = "databricks.sdk.WorkspaceClient";

/** Calls that rules speak about. Source: databricks/databricks-sdk-py, `databricks/sdk/service/{settings,postgres,database}.py`. */
export const pythonUses: readonly UseFacts[] = [
  {
    use: "mint-pat",
    language: "python",
    triggers: ["tokens.create", "create_obo_token"],
    entries: [
      { origin: workspace, method: "create", via: "tokens" },
      { origin: workspace, method: "create_obo_token", via: "token_management" },
    ],
    options: [{ from: "named" }],
  },
  {
    use: "lakebase-credential",
    language: "python",
    triggers: ["generate_database_credential"],
    entries: [
      { origin: workspace, method: "generate_database_credential", via: "postgres" },
      { anyObject: true, method: "generate_database_credential", via: "postgres" },
    ],
    options: [{ from: "positional", names: ["endpoint"] }, { from: "named" }],
  },
  {
    use: "lakebase-provisioned-credential",
    language: "python",
    triggers: ["generate_database_credential"],
    entries: [
      { origin: workspace, method: "generate_database_credential", via: "database" },
      { anyObject: true, method: "generate_database_credential", via: "database" },
    ],
    options: [{ from: "named" }],
  },
  {
    use: "model-serving-credentials",
    language: "python",
    triggers: ["ModelServingUserCredentials"],
    entries: [
      { origin: "databricks.sdk.credentials_provider.ModelServingUserCredentials" },
      { origin: "databricks.sdk.core.ModelServingUserCredentials" },
      { origin: "databricks_ai_bridge.ModelServingUserCredentials" },
    ],
    options: [],
  },
  {
    use: "dbfs-mount",
    language: "python",
    triggers: ["fs.mount"],
    entries: [
      { origin: ":dbutils.fs.mount" },
      { origin: "databricks.sdk.runtime.dbutils.fs.mount" },
      { origin: workspace, method: "mount", via: "fs" },
    ],
    options: [{ from: "positional", names: ["source", "mount_point"] }, { from: "named" }],
  },
];
