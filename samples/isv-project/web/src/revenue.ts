import { DBSQLClient } from "@databricks/sql";

/** Revenue by region for the dashboard. Not tagged. */
export async function revenueByRegion(): Promise<unknown[]> {
  const client = new DBSQLClient();
  await client.connect({
    host: new URL(process.env.DATABRICKS_HOST ?? "").hostname,
    path: process.env.DATABRICKS_HTTP_PATH ?? "",
    token: process.env.DATABRICKS_TOKEN ?? "",
  });
  const session = await client.openSession();
  try {
    const operation = await session.executeStatement("SELECT * FROM main.sales.revenue_by_region");
    return await operation.fetchAll();
  } finally {
    await session.close();
    await client.close();
  }
}
