/** Where clients ask for the sign-in server of a workspace, and what it says of itself (RFC 8414, OpenID Connect). */
const documents = /\/\.well-known\/(?:databricks-config|oauth-authorization-server|openid-configuration)$/;

/** The addresses that programs call. Those for browsers stay as they are: a browser does not know the recorder. */
const keys: readonly string[] = ["oidc_endpoint", "token_endpoint"];

export function isDiscovery(target: string): boolean {
  return documents.test(target.replace(/[?#].*$/s, ""));
}

/**
 * A discovery document as a client must see it that knows its workspace by another name: otherwise it would ask for its
 * tokens at an address that it may not reach, and unseen. Anything but such a document stays as it is.
 * @param from origin of the workspace
 * @param to origin that the client called
 */
export function renamedDiscovery(body: string, from: URL, to: URL): string {
  let document: unknown;
  try {
    document = JSON.parse(body);
  } catch {
    return body;
  }
  if (typeof document !== "object" || document === null || Array.isArray(document)) return body;
  const renamed = Object.entries(document).map(([key, value]: [string, unknown]) => {
    const isOurs = keys.includes(key) && typeof value === "string" && value.startsWith(`${from.origin}/`);
    return [key, isOurs ? to.origin + value.slice(from.origin.length) : value];
  });
  return JSON.stringify(Object.fromEntries(renamed));
}
