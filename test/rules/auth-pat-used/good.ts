import { WorkspaceClient } from "@databricks/sdk-experimental";

const tag = { product: "Acme_Loader", productVersion: "1.2.0" } as const;

export function ofTheUser(host: string, forwarded: string) {
  return new WorkspaceClient({ host, token: forwarded, authType: "pat", skipVerify: false }, tag);
}

export function principal(host: string) {
  const clientSecret = process.env.DATABRICKS_CLIENT_SECRET;
  return new WorkspaceClient({ host, authType: "oauth-m2m", clientId: "loader", clientSecret, skipVerify: false }, tag);
}
