import sql from "@databricks/sql";
import { DBSQLClient } from "@databricks/sql";

const { DBSQLClient: Client } = sql;

export async function renamed(options: { host: string; path: string; id: string; secret: string }) {
  const client = new DBSQLClient();
  await client.connect({
    host: options.host,
    path: options.path,
    authType: "databricks-oauth",
    oauthClientId: options.id,
    oauthClientSecret: options.secret,
    clientId: "Tessera_Insights/3.2.0",
  });
  return client;
}

export async function pythonSpelling(host: string, path: string, token: string) {
  const client = new Client();
  const options = { host, path, token, user_agent_entry: "Tessera_Insights/3.2.0" };
  return client.connect(options as never);
}

export async function scheme(getToken: () => Promise<string>) {
  const client = new DBSQLClient();
  return client.connect({
    host: "https://dbc-00000000-0000.cloud.databricks.com",
    path: "/sql/1.0/warehouses/00000000000000aa",
    authType: "external-token",
    getToken,
    userAgentEntry: "Tessera_Insights/3.2.0",
  });
}
