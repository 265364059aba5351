import { AccountClient, WorkspaceClient } from "@databricks/sdk-experimental";

const product = { product: "Ostrea_Console", productVersion: "2.0.1" };

export const tagged = () => new WorkspaceClient({ profile: "prod" }, product);

export function untagged(): WorkspaceClient {
  return new WorkspaceClient({
    host: process.env.DATABRICKS_HOST,
    clientId: process.env.DATABRICKS_CLIENT_ID,
    clientSecret: process.env.DATABRICKS_CLIENT_SECRET,
  });
}

export function misplaced(): WorkspaceClient {
  const config = { profile: "prod", product: "Ostrea_Console", productVersion: "2.0.1" };
  return new WorkspaceClient(config);
}

export function account(): AccountClient {
  return new AccountClient({ host: "https://accounts.cloud.databricks.com", accountId: process.env.DATABRICKS_ACCOUNT_ID }, {
    product: "Ostrea_Console",
    productVersion: "2.0.1",
  });
}

export function onBehalfOf(host: string, request: { header(name: string): string | undefined }): WorkspaceClient {
  const token = request.header("x-forwarded-access-token");
  return new WorkspaceClient({ host, token }, product);
}

export function onBehalfOfRight(host: string, request: { header(name: string): string | undefined }): WorkspaceClient {
  const token = request.header("x-forwarded-access-token");
  return new WorkspaceClient({ host, token, authType: "pat" }, product);
}

export function both(): WorkspaceClient {
  return new WorkspaceClient({ host: process.env.DATABRICKS_HOST, token: process.env.DATABRICKS_TOKEN, clientId: "a", clientSecret: process.env.DATABRICKS_CLIENT_SECRET }, product);
}
