import { WorkspaceClient } from "@databricks/sdk-experimental";
import { Pool } from "pg";

const workspace = new WorkspaceClient({}, { product: "Sundial_Store", productVersion: "1.1.0" });
const endpoint = "projects/sundial/branches/production/endpoints/primary";

export async function frozen(): Promise<Pool> {
  const credential = await workspace.postgres.generateDatabaseCredential({ endpoint });
  return new Pool({
    host: "ep-pale-river-0042.database.us-east-1.cloud.databricks.com",
    user: "app",
    password: credential.token,
    ssl: true,
    application_name: "Sundial_Store/1.1.0",
  });
}

export const fresh = new Pool({
  host: "ep-pale-river-0042.database.us-east-1.cloud.databricks.com",
  user: "app",
  password: async () => (await workspace.postgres.generateDatabaseCredential({ endpoint })).token ?? "",
  ssl: { rejectUnauthorized: true },
  application_name: "Sundial_Store/1.1.0",
});
