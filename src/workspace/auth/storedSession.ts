import type { AuthType, Profile } from "../../core/profiles/profile.ts";
import { authTypes } from "../../core/profiles/profile.ts";
import type { TokenSet } from "./tokens.ts";

/** What secret storage holds for a profile. */
export type StoredSession =
  | {
      readonly kind: "oauth";
      /** How it was signed in to: a profile that is changed to another way does not take the session along. */
      readonly authType: AuthType;
      readonly tokens: TokenSet;
      readonly userName: string;
    }
  | { readonly kind: "pat"; readonly token: string; readonly userName: string };

const prefix = "pwaf.session:";

/** What decides which session a profile has. */
export type SessionIdentity = Pick<Profile, "name" | "host" | "clientId" | "scopes">;

/**
 * Two profiles on one host are two sessions, and a profile that is pointed elsewhere does not take its tokens along.
 * Nor does one with other scopes: what is signed in to with few of them may do little.
 */
export function sessionKey({ name, host, clientId, scopes }: SessionIdentity): string {
  const parts = [name, host, clientId ?? ""];
  return prefix + JSON.stringify(scopes === undefined ? parts : [...parts, [...scopes].sort()]);
}

/** What `sessionKey` was made of; undefined for any other key. */
export function readSessionKey(key: string): SessionIdentity | undefined {
  const json = key.startsWith(prefix) ? parse(key.slice(prefix.length)) : undefined;
  if (!Array.isArray(json)) return undefined;
  const [name, host, clientId, scopes] = json as readonly unknown[];
  if (typeof name !== "string" || typeof host !== "string" || typeof clientId !== "string") return undefined;
  return {
    name,
    host,
    ...(clientId === "" ? {} : { clientId }),
    ...(Array.isArray(scopes) ? { scopes: scopes.map(String) } : {}),
  };
}

export function encodeSession(session: StoredSession): string {
  return JSON.stringify(session);
}

/** Undefined for text that we did not write or that was cut: then nobody is signed in. */
export function decodeSession(text: string | undefined): StoredSession | undefined {
  const json = text === undefined ? undefined : parse(text);
  if (!isRecord(json) || typeof json["userName"] !== "string") return undefined;
  const userName = json["userName"];
  if (json["kind"] === "pat" && typeof json["token"] === "string")
    return { kind: "pat", token: json["token"], userName };
  const tokens = json["kind"] === "oauth" ? readTokens(json["tokens"]) : undefined;
  const authType = authTypes.find((type) => type === json["authType"]);
  return tokens && authType && { kind: "oauth", authType, tokens, userName };
}

function readTokens(json: unknown): TokenSet | undefined {
  if (!isRecord(json)) return undefined;
  const { accessToken, refreshToken, expiresAt, scope } = json;
  if (typeof accessToken !== "string" || typeof expiresAt !== "number" || typeof scope !== "string") return undefined;
  return { accessToken, expiresAt, scope, ...(typeof refreshToken === "string" ? { refreshToken } : {}) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
