import { WorkspaceClient } from "@databricks/sdk-experimental";

const product = { product: "Acme_Desk", productVersion: "1.2.0" } as const;

export const said = (host: string) =>
  new WorkspaceClient(
    { host, token: process.env["DATABRICKS_TOKEN"], clientId: process.env["CLIENT_ID"], authType: "pat" },
    product,
  );

export const mayBeSaid = (shared: object) =>
  new WorkspaceClient({ ...shared, token: process.env["DATABRICKS_TOKEN"], clientId: process.env["CLIENT_ID"] }, product);

export const chosen = (host: string, isService: boolean) =>
  isService
    ? new WorkspaceClient({ host, clientId: process.env["CLIENT_ID"], clientSecret: process.env["SECRET"] }, product)
    : new WorkspaceClient({ host, token: process.env["DATABRICKS_TOKEN"] }, product);
