import { WorkspaceClient } from "@databricks/sdk-experimental";
import { Pool } from "pg";

const workspace = new WorkspaceClient({}, { product: "Tessera_Notes", productVersion: "2.0.0" });

async function password(): Promise<string> {
  const reply = (await workspace.apiClient.request({
    path: "/api/2.0/postgres/credentials",
    method: "POST",
    payload: { endpoint: process.env.LAKEBASE_ENDPOINT },
    headers: new Headers({ "Content-Type": "application/json" }),
    raw: false,
  })) as { token: string };
  return reply.token;
}

export const pool = new Pool({
  host: "ep-quiet-dune-0001.database.eu-west-1.cloud.databricks.com",
  port: 5432,
  user: process.env.PGUSER,
  database: "databricks_postgres",
  password,
  ssl: { rejectUnauthorized: true },
  application_name: "Tessera_Notes/2.0.0",
  maxLifetimeSeconds: 2700,
});

export const untagged = new Pool({
  host: "ep-quiet-dune-0001.database.eu-west-1.cloud.databricks.com",
  user: process.env.PGUSER,
  database: "databricks_postgres",
  password,
  ssl: { rejectUnauthorized: true },
});

export const local = new Pool({ host: "localhost", database: "notes" });
