import { WorkspaceClient } from "@databricks/sdk-experimental";

const product = { product: "Acme_Desk", productVersion: "1.2.0" };

export function explicit(host: string, request: Request): WorkspaceClient {
  const token = request.headers.get("x-forwarded-access-token") ?? undefined;
  return new WorkspaceClient({ host, token, authType: "pat" }, product);
}

/** What the shared part holds cannot be seen. */
export function spread(shared: object, request: Request): WorkspaceClient {
  const token = request.headers.get("x-forwarded-access-token") ?? undefined;
  return new WorkspaceClient({ ...shared, token }, product);
}

/** A token of the service, beside a function that looks at the header. */
const isUser = (request: Request): boolean => {
  const header = request.headers.get("x-forwarded-access-token");
  return header !== null;
};

export function service(host: string, vault: { read(name: string): string }): WorkspaceClient {
  return new WorkspaceClient({ host, token: vault.read("service") }, product);
}

export const user = isUser;
