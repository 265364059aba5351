import { Client } from "pg";

export async function check(token: string) {
  const client = new Client({
    connectionString: "postgresql://app@ep-quiet-dune-0001.database.eu-west-1.cloud.databricks.com/databricks_postgres?sslmode=disable&application_name=Tessera_Notes/2.0.0",
    password: token,
  });
  await client.connect();
  return client.query("select 1");
}
