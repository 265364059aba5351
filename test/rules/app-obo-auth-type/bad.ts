import { WorkspaceClient } from "@databricks/sdk-experimental";

const product = { product: "Acme_Desk", productVersion: "1.2.0" };

export function ofUser(host: string, request: { headers: Record<string, string> }): WorkspaceClient {
  const token = request.headers["x-forwarded-access-token"];
  return new WorkspaceClient({ host, token }, product);
  //                                 ^^^^^ app-obo-auth-type
}

const forwarded = (request: Request) => request.headers.get("X-Forwarded-Access-Token") ?? undefined;

export function ofFunction(host: string, request: Request): WorkspaceClient {
  return new WorkspaceClient({ host, token: forwarded(request) }, product);
  //                                 ^^^^^^^^^^^^^^^^^^^^^^^^^ app-obo-auth-type
}
