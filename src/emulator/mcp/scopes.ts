import type { IncomingMessage } from "node:http";
import { decodeJwt } from "jose";
import { ApiError } from "../rest/apiError.ts";

/** Everything. */
const allScope = "all-apis";

/**
 * Refuses an OAuth token without one of the scopes of a route. A personal access token carries no scopes.
 * The message is the one that Databricks' pages on MCP quote for Genie; the challenge is RFC 6750's, which a workspace may not send.
 * @param accepted the current name first, then older ones
 */
export function checkScope(request: IncomingMessage, accepted: readonly [string, ...string[]]): void {
  const held = scopesOf(request);
  if (held === undefined || held.has(allScope) || accepted.some((scope) => held.has(scope))) return;
  const [scope] = accepted;
  throw new ApiError(403, "PERMISSION_DENIED", `Provided OAuth token does not have required scopes: ${scope}`, {
    "www-authenticate": `Bearer error="insufficient_scope", scope="${scope}"`,
  });
}

/** Undefined for a token that is no JWT. Its signature has been checked before. */
function scopesOf(request: IncomingMessage): ReadonlySet<string> | undefined {
  const token = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
  if (token.split(".").length !== 3) return undefined;
  const { scope } = decodeJwt(token);
  return new Set(typeof scope === "string" ? scope.split(" ") : []);
}
