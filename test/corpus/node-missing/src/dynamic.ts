export async function lazily(host: string, path: string, token: string) {
  const { DBSQLClient } = await import("@databricks/sql");
  const client = new DBSQLClient();
  return client.connect({ host, path, token });
}
