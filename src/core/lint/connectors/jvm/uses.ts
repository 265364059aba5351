import type { UseFacts } from "../uses.ts";

const workspace = "com.databricks.sdk.WorkspaceClient";

/** Calls that rules speak about. Source: databricks/databricks-sdk-java, `service/{settings,postgres,database}`. */
export const jvmUses: readonly UseFacts[] = [
  {
    use: "mint-pat",
    language: "jvm",
    triggers: ["tokens()", "tokenManagement()"],
    entries: [
      { origin: workspace, method: "create", via: "tokens" },
      { origin: workspace, method: "createOboToken", via: "tokenManagement" },
    ],
    options: [{ from: "argument", index: 0 }],
  },
  {
    use: "lakebase-credential",
    language: "jvm",
    triggers: ["generateDatabaseCredential"],
    entries: [{ origin: workspace, method: "generateDatabaseCredential", via: "postgres" }],
    options: [{ from: "argument", index: 0 }],
  },
  {
    use: "lakebase-provisioned-credential",
    language: "jvm",
    triggers: ["generateDatabaseCredential"],
    entries: [{ origin: workspace, method: "generateDatabaseCredential", via: "database" }],
    options: [{ from: "argument", index: 0 }],
  },
];
