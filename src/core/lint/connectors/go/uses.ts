import type { ConnectorEntry } from "../facts.ts";
import type { UseFacts } from "../uses.ts";

const sdk = "github.com/databricks/databricks-sdk-go";

/** Calls that rules speak about. Source: databricks/databricks-sdk-go, `service/{settings,postgres,database}/interface.go`. */
export const goUses: readonly UseFacts[] = [
  {
    use: "mint-pat",
    language: "go",
    triggers: ["Tokens.Create", "CreateOboToken"],
    entries: [...service("Tokens", "Create"), ...service("TokenManagement", "CreateOboToken")],
    options: [{ from: "argument", index: 1 }],
  },
  {
    use: "lakebase-credential",
    language: "go",
    triggers: ["GenerateDatabaseCredential"],
    entries: service("Postgres", "GenerateDatabaseCredential"),
    options: [{ from: "argument", index: 1 }],
  },
  {
    use: "lakebase-provisioned-credential",
    language: "go",
    triggers: ["GenerateDatabaseCredential"],
    entries: service("Database", "GenerateDatabaseCredential"),
    options: [{ from: "argument", index: 1 }],
  },
];

/** A method of one of a client's services, whether the file makes the client or is handed it. */
function service(via: string, method: string): ConnectorEntry[] {
  return ["NewWorkspaceClient", "WorkspaceClient"].map((name) => ({ origin: `${sdk}.${name}`, method, via }));
}
