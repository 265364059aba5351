import type { IncomingMessage } from "node:http";
import type { IdentityStore, User } from "../identity.ts";
import type { OidcService } from "../oidc/service.ts";
import type { AuthKind } from "../requestLog.ts";

/** How a request says who it is, without checking it. */
export function authKind(request: IncomingMessage): AuthKind {
  const header = request.headers.authorization ?? "";
  if (/^basic /i.test(header)) return "basic";
  const token = bearer(request);
  if (token === undefined) return "none";
  return isJwt(token) ? "oauth" : "pat";
}

/** The user of a valid bearer token, personal or OAuth. */
export async function authenticate(
  request: IncomingMessage,
  identity: IdentityStore,
  oidc: OidcService,
): Promise<User | undefined> {
  const token = bearer(request);
  if (token === undefined) return undefined;
  return isJwt(token) ? oidc.userOfToken(token) : identity.userOfToken(token);
}

function bearer(request: IncomingMessage): string | undefined {
  return /^bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
}

function isJwt(token: string): boolean {
  return token.split(".").length === 3;
}
