import { AccountClient, WorkspaceClient } from "@databricks/sdk-experimental";

export const workspace = new WorkspaceClient({ host: process.env.DATABRICKS_HOST });
//                           ^^^^^^^^^^^^^^^ ua-missing-node-sdk

// Names in the first argument are ignored.
export const account = new AccountClient({ product: "Acme_Loader", productVersion: "1.2.0" });
//                         ^^^^^^^^^^^^^ ua-missing-node-sdk

export function clientFor(config: { host: string }) {
  return new WorkspaceClient(config, {});
  //         ^^^^^^^^^^^^^^^ ua-missing-node-sdk
}
