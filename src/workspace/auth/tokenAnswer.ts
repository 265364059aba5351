import { PwafError } from "../../core/base/errors.ts";
import { decodeJwt } from "../../core/federation/jwt.ts";
import type { AuthHttp, AuthRequest } from "./authHttp.ts";
import { sendForJson } from "./authHttp.ts";
import type { TokenSet } from "./tokens.ts";

/** A JSON object, from whoever answered. */
export type Answer = Readonly<Record<string, unknown>>;

/** @throws PwafError when there is no answer, or none that is a JSON object. */
export async function askForJson(
  http: AuthHttp,
  url: string,
  request: AuthRequest,
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await sendForJson(http, url, request, signal);
  return parseAnswer(await response.text(), request.server ?? new URL(url).origin);
}

/** @throws PwafError `bad-response` that says who gave it and quotes nothing of it. */
export function parseAnswer(text: string, from: string): Answer {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === "object" && json !== null && !Array.isArray(json)) return { ...json };
  } catch {
    // Said below: the text may hold a token, and so may the parser's message.
  }
  throw unusable(from, "no JSON object");
}

/** @throws PwafError `bad-response` when the answer lacks it. */
export function textIn(answer: Answer, key: string, from: string): string {
  const value = answer[key];
  if (typeof value === "string" && value !== "") return value;
  throw unusable(from, `no ${key}`);
}

/** The tokens of an answer in the shape of RFC 6749 5.1, which clouds and tools use with more spellings of the end. */
export function tokensIn(answer: Answer, from: string, now: number): TokenSet {
  const accessToken = textIn(answer, "access_token", from);
  return bearer(accessToken, endIn(answer, now) ?? jwtEnd(accessToken) ?? now + hour);
}

/** Tokens that nothing refreshes. `expiresAt` in milliseconds since 1970. */
export function bearer(accessToken: string, expiresAt: number): TokenSet {
  return { accessToken, expiresAt, scope: "" };
}

/** When a JWT ends, in milliseconds since 1970; undefined for any other token. Nothing is verified. */
export function jwtEnd(token: string): number | undefined {
  const end = decodeJwt(token)?.expiresAt;
  return end === undefined ? undefined : end * 1000;
}

const hour = 3_600_000;

/** `expires_in` and `expires_on` are seconds, sometimes as text; `expiry` is a date (Go's `oauth2.Token`). */
function endIn(answer: Answer, now: number): number | undefined {
  const seconds = (key: string) => {
    const value = answer[key];
    const number = typeof value === "string" ? Number(value || "x") : value;
    return typeof number === "number" && Number.isFinite(number) ? number : undefined;
  };
  const on = seconds("expires_on");
  if (on !== undefined) return on * 1000;
  const left = seconds("expires_in");
  if (left !== undefined) return now + left * 1000;
  const date = typeof answer["expiry"] === "string" ? Date.parse(answer["expiry"]) : Number.NaN;
  return Number.isNaN(date) ? undefined : date;
}

function unusable(from: string, what: string): PwafError {
  return new PwafError("bad-response", `The answer of ${from} cannot be used: it has ${what}.`, {
    hint: "Check that the profile names the right service.",
  });
}
