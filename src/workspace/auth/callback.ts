import { randomBytes, timingSafeEqual } from "node:crypto";

/** The browser's answer to a sign-in, as its query says. */
export type Callback =
  | { readonly kind: "code"; readonly state: SignInState; readonly code: string; readonly issuer?: string }
  | { readonly kind: "error"; readonly state: SignInState; readonly error: string; readonly description?: string }
  /** No answer to anything we asked. `why` is for people and never quotes the query. */
  | { readonly kind: "invalid"; readonly why: string };

/** What travels in `state`. */
export interface SignInState {
  readonly nonce: string;
  /** Where a relay page sends the browser on to. */
  readonly callbackUrl?: string;
}

export function createNonce(): string {
  return randomBytes(32).toString("base64url");
}

/** base64url only: the editor's `Uri` encodes and decodes everything else on the way, and breaks it. */
export function encodeState({ nonce, callbackUrl }: SignInState): string {
  const json = JSON.stringify({ n: nonce, ...(callbackUrl === undefined ? {} : { u: callbackUrl }) });
  return Buffer.from(json, "utf8").toString("base64url");
}

export function decodeState(text: string): SignInState | undefined {
  if (!/^[\w-]+={0,2}$/.test(text)) return undefined;
  try {
    const json: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (typeof json !== "object" || json === null || !("n" in json) || typeof json.n !== "string") return undefined;
    const callbackUrl = "u" in json && typeof json.u === "string" ? json.u : undefined;
    return { nonce: json.n, ...(callbackUrl === undefined ? {} : { callbackUrl }) };
  } catch {
    return undefined;
  }
}

/** Compares in a time that does not tell how much of it was right. */
export function sameNonce(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Reads the query of a callback, with or without a leading `?`. The editor's `Uri` may have decoded it once already,
 * which base64url states and the codes of OAuth servers survive: a `+` in a code stays a `+`.
 */
export function parseCallback(query: string): Callback {
  const values = new Map<string, string>();
  for (const part of query.replace(/^\?/, "").split("&")) {
    const equals = part.indexOf("=");
    if (equals <= 0) continue;
    const name = decode(part.slice(0, equals));
    if (!parameters.has(name)) continue;
    if (values.has(name)) return { kind: "invalid", why: `it holds ${name} twice` };
    values.set(name, part.slice(equals + 1));
  }
  const value = (name: string) => {
    const raw = values.get(name);
    return raw === undefined || raw === "" ? undefined : decode(raw);
  };
  const stateText = value("state");
  if (stateText === undefined) return { kind: "invalid", why: "it has no state" };
  const state = decodeState(stateText);
  if (!state) return { kind: "invalid", why: "its state was not made here" };
  const code = value("code");
  const error = value("error");
  if (error !== undefined) {
    const description = value("error_description")?.replaceAll("+", " ");
    return { kind: "error", state, error, ...(description === undefined ? {} : { description }) };
  }
  if (code === undefined) return { kind: "invalid", why: "it has neither a code nor an error" };
  const issuer = value("iss");
  return { kind: "code", state, code, ...(issuer === undefined ? {} : { issuer }) };
}

/** Names of the parameters that a query has, for the log. Only names we know: others could be anything. */
export function parameterNames(query: string): string {
  const names = query
    .replace(/^\?/, "")
    .split("&")
    .map((part) => decode(part.split("=", 1)[0] ?? ""));
  return names.filter((name) => parameters.has(name)).join(", ") || "none";
}

const parameters = new Set(["state", "code", "error", "error_description", "iss"]);

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
