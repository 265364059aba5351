import type { Profile } from "../../core/profiles/profile.ts";
import type { TokenSet } from "./tokens.ts";

/** What secret storage holds for a profile. */
export type StoredSession =
  | { readonly kind: "oauth"; readonly tokens: TokenSet; readonly userName: string }
  | { readonly kind: "pat"; readonly token: string; readonly userName: string };

const prefix = "pwaf.session:";

/** Two profiles on one host are two sessions, and a profile that is pointed elsewhere does not take its tokens along. */
export function sessionKey({ name, host, clientId }: Pick<Profile, "name" | "host" | "clientId">): string {
  return prefix + JSON.stringify([name, host, clientId ?? ""]);
}

export function isSessionKey(key: string): boolean {
  return key.startsWith(prefix);
}

export function encodeSession(session: StoredSession): string {
  return JSON.stringify(session);
}

/** Undefined for text that we did not write or that was cut: then nobody is signed in. */
export function decodeSession(text: string | undefined): StoredSession | undefined {
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(json) || typeof json["userName"] !== "string") return undefined;
  const userName = json["userName"];
  if (json["kind"] === "pat" && typeof json["token"] === "string")
    return { kind: "pat", token: json["token"], userName };
  const tokens = json["kind"] === "oauth" ? readTokens(json["tokens"]) : undefined;
  return tokens && { kind: "oauth", tokens, userName };
}

function readTokens(json: unknown): TokenSet | undefined {
  if (!isRecord(json)) return undefined;
  const { accessToken, refreshToken, expiresAt, scope } = json;
  if (typeof accessToken !== "string" || typeof expiresAt !== "number" || typeof scope !== "string") return undefined;
  return { accessToken, expiresAt, scope, ...(typeof refreshToken === "string" ? { refreshToken } : {}) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
