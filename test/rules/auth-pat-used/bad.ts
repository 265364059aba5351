import { WorkspaceClient } from "@databricks/sdk-experimental";
import { DBSQLClient } from "@databricks/sql";

const tag = { product: "Acme_Loader", productVersion: "1.2.0" } as const;

export function workspace(host: string) {
  return new WorkspaceClient({ host, token: process.env.DATABRICKS_TOKEN, skipVerify: false }, tag);
  //                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ auth-pat-used
}

export function connect(host: string, path: string) {
  const token = process.env.DATABRICKS_TOKEN;
  return new DBSQLClient().connect({ host, path, token, userAgentEntry: "Acme_Loader/1.2.0" });
  //                                             ^^^^^ auth-pat-used
}
