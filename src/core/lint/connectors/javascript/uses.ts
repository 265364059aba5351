import type { UseFacts } from "../uses.ts";

const workspaces = ["@databricks/sdk-experimental.WorkspaceClient", "@databricks/databricks-sdk.WorkspaceClient"];

/** Calls that rules speak about. Source: databricks/databricks-vscode, `packages/databricks-sdk-js/src/apis`; `@databricks/lakebase` 0.6.0. */
export const javascriptUses: readonly UseFacts[] = [
  {
    use: "mint-pat",
    language: "javascript",
    triggers: ["tokens.create", "createOboToken"],
    entries: workspaces.flatMap((origin) => [
      { origin, method: "create", via: "tokens" },
      { origin, method: "createOboToken", via: "tokenManagement" },
    ]),
    options: [{ from: "argument", index: 0 }],
  },
  {
    use: "lakebase-credential",
    language: "javascript",
    triggers: ["generateDatabaseCredential"],
    entries: [
      ...workspaces.map((origin) => ({ origin, method: "generateDatabaseCredential", via: "postgres" })),
      { origin: "@databricks/sdk-postgres/v1.PostgresClient", method: "generateDatabaseCredential" },
    ],
    options: [{ from: "argument", index: 0 }],
  },
  {
    use: "lakebase-credential",
    language: "javascript",
    triggers: ["generateDatabaseCredential"],
    entries: [{ origin: "@databricks/lakebase.generateDatabaseCredential" }],
    options: [{ from: "argument", index: 1 }],
  },
  {
    use: "lakebase-provisioned-credential",
    language: "javascript",
    triggers: ["generateDatabaseCredential"],
    entries: workspaces.map((origin) => ({ origin, method: "generateDatabaseCredential", via: "database" })),
    options: [{ from: "argument", index: 0 }],
  },
];
