import { IncomingMessage } from "node:http";
import { importJWK, SignJWT } from "jose";
import { type Call, sendJson } from "../http/call.ts";
import { randomHex } from "../dataDir.ts";
import type { Federation } from "./federation.ts";
import { GrantError } from "./federation.ts";
import type { SigningKey } from "./keys.ts";
import { resource } from "./provider.ts";

const exchangeGrant = "urn:ietf:params:oauth:grant-type:token-exchange";
const jwtType = "urn:ietf:params:oauth:token-type:jwt";

export interface TokenExchangeOptions {
  readonly issuer: string;
  readonly federation: Federation;
  readonly signingKey: SigningKey;
}

/**
 * Answers a token exchange (RFC 8693), which the library cannot: for a whole account it comes without a `client_id`.
 * False when the request is something else; then its body must be replayed.
 */
export async function exchangeToken(call: Call, options: TokenExchangeOptions): Promise<boolean> {
  const form = new URLSearchParams((await call.body()).toString("utf8"));
  if (form.get("grant_type") !== exchangeGrant) return false;
  try {
    sendJson(call.response, 200, await answer(form, options), { pragma: "no-cache" });
  } catch (error) {
    if (!(error instanceof GrantError)) throw error;
    const status = error.code === "invalid_client" ? 401 : 400;
    sendJson(call.response, status, { error: error.code, error_description: error.message });
  }
  return true;
}

async function answer(form: URLSearchParams, { issuer, federation, signingKey }: TokenExchangeOptions) {
  const token = form.get("subject_token") ?? "";
  if (token === "") throw new GrantError("invalid_request", "The parameter subject_token is missing.");
  if (form.get("subject_token_type") !== jwtType)
    throw new GrantError("invalid_request", `The parameter subject_token_type must be ${jwtType}.`);
  const scope = form.get("scope") ?? "";
  if (scope === "") throw new GrantError("invalid_request", "The parameter scope is missing.");
  const clientId = form.get("client_id") ?? undefined;
  const { user, expiresAt } = await federation.identityOf(token, clientId);
  const now = Math.floor(Date.now() / 1000);
  const accessToken = await new SignJWT({ scope, client_id: clientId ?? user.userName })
    .setProtectedHeader({
      alg: "RS256",
      typ: "at+jwt",
      ...(signingKey.jwk.kid === undefined ? {} : { kid: signingKey.jwk.kid }),
    })
    .setIssuer(issuer)
    .setSubject(user.userName)
    .setAudience(resource)
    .setIssuedAt(now)
    // The lifetime is the subject token's, to the second.
    .setExpirationTime(expiresAt)
    .setJti(randomHex(16))
    .sign(await importJWK(signingKey.jwk, "RS256"));
  return {
    access_token: accessToken,
    issued_token_type: "urn:ietf:params:oauth:token-type:access_token",
    token_type: "Bearer",
    expires_in: expiresAt - now,
    scope,
  };
}

/** The same request with its body unread, for a library that reads it itself. */
export async function replay(call: Call): Promise<IncomingMessage> {
  const { request } = call;
  const copy = new IncomingMessage(request.socket);
  const { method, url, headers, httpVersion } = request;
  // A message that is not complete would close its connection at its end.
  Object.assign(copy, { method, url, headers, httpVersion, complete: true });
  copy.push(await call.body());
  copy.push(null);
  return copy;
}
