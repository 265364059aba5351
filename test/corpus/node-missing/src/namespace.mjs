import * as databricks from "@databricks/sql";

const base = {
  host: process.env.DATABRICKS_SERVER_HOSTNAME,
  path: process.env.DATABRICKS_HTTP_PATH,
};

export async function open(getToken) {
  const client = new databricks.DBSQLClient({ logger: new databricks.DBSQLLogger() });
  return client.connect({ ...base, authType: "external-token", getToken });
}

export async function openWithHeaders(getToken) {
  const client = new databricks.DBSQLClient();
  return client.connect({
    ...base,
    authType: "external-token",
    getToken,
    customHeaders: { "User-Agent": "Tessera_Insights/3.2.0" },
  });
}
