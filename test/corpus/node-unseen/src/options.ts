import { DBSQLClient, type ConnectionOptions } from "@databricks/sql";
import { loadOptions } from "./settings.js";

export async function given(options: ConnectionOptions) {
  return new DBSQLClient().connect(options);
}

export async function loaded() {
  const options = await loadOptions();
  return new DBSQLClient().connect({ ...options, socketTimeout: 60_000 });
}

export async function dynamic(host: string, path: string, getToken: () => Promise<string>, userAgentEntry: string) {
  return new DBSQLClient().connect({ host, path, authType: "external-token", getToken, userAgentEntry });
}
