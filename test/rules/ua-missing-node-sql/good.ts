import { DBSQLClient } from "@databricks/sql";
import { Client } from "pg";

export async function tagged(host: string, path: string, token: string) {
  return new DBSQLClient().connect({ host, path, token, userAgentEntry: `Acme_Loader/${process.env.npm_package_version}` });
}

export async function unseen(client: DBSQLClient, options: { host: string; path: string; token: string }) {
  return client.connect(options);
}

export async function other() {
  await new Client().connect();
}
