import { AccountClient, WorkspaceClient } from "@databricks/sdk-experimental";

export const workspace = new WorkspaceClient({ host: process.env.DATABRICKS_HOST }, { product: "Acme_Loader", productVersion: "1.2.0" });

// Names in the first argument are ignored.
export const account = new AccountClient({ product: "Acme_Loader", productVersion: "1.2.0" }, { product: "Acme_Loader", productVersion: "1.2.0" });

export function clientFor(config: { host: string }) {
  return new WorkspaceClient(config, { product: "Acme_Loader", productVersion: "1.2.0" });
}
