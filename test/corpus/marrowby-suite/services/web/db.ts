import { DBSQLClient } from "@databricks/sql";

export const connect = (host: string, path: string, token: () => Promise<string>) =>
  new DBSQLClient().connect({ host, path, authType: "external-token", getToken: token, userAgentEntry: "MarrowbyLtd_Web/3.1.0" });
