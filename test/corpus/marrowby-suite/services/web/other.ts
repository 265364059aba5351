import { DBSQLClient } from "@databricks/sql";

/** The name belongs to the partner whose product embeds this one. */
export const connect = (host: string, path: string, token: () => Promise<string>, partner: string) =>
  new DBSQLClient().connect({ host, path, authType: "external-token", getToken: token, userAgentEntry: `${partner}_Web/3.1.0` });
