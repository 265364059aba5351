import type { ErrorReason } from "../../core/base/errors.ts";
import { PwafError } from "../../core/base/errors.ts";
import { redact } from "../../core/base/redact.ts";

/** An error that an OAuth server named itself, by RFC 6749 4.1.2.1 or 5.2. */
export class OAuthError extends PwafError {
  /** `invalid_grant`, `access_denied` … */
  readonly code: string;
  /** The code, and what the server said to it in one bounded line. */
  readonly said: string;

  constructor(code: string, said: string, meaning: Meaning) {
    super(meaning.reason, withSaid(meaning.message, said), hintOf(meaning));
    this.name = "OAuthError";
    this.code = code;
    this.said = said;
  }
}

/** What an error code says to the person at the keyboard. */
export interface Meaning {
  readonly reason: ErrorReason;
  readonly message: string;
  readonly hint?: string;
}

/** What the codes mean in a sign-in by browser. */
const meanings: Readonly<Record<string, Meaning>> = {
  access_denied: {
    reason: "sign-in",
    message: "The sign-in was refused in the browser.",
    hint: "Try again and allow access. If you did, ask an administrator whether this OAuth app may be used.",
  },
  invalid_grant: {
    reason: "sign-in",
    message: "The workspace no longer accepts this sign-in.",
    hint: "Sign in again.",
  },
  invalid_client: {
    reason: "config",
    message: "The workspace does not know the OAuth app of this profile.",
    hint: "Check `client_id`. An app registered just now can take 30 minutes to be known; the client id of a service principal is not an OAuth app.",
  },
  unauthorized_client: {
    reason: "config",
    message: "The OAuth app of this profile may not be used for signing in by browser.",
    hint: "Check the app under App connections in the account console.",
  },
  invalid_scope: {
    reason: "config",
    message: "The OAuth app of this profile does not allow the scopes that are needed.",
    hint: "Allow `all-apis` and `offline_access` for the app in the account console.",
  },
  invalid_redirect_uri: {
    reason: "config",
    message: "The redirect URL of this profile is not registered with its OAuth app.",
    hint: "Compare `redirect_url` with the app in the account console; both must be equal to the letter.",
  },
  temporarily_unavailable: {
    reason: "unavailable",
    message: "The workspace cannot sign anybody in for now.",
    hint: "Try again in a while.",
  },
  server_error: { reason: "server", message: "The workspace failed during the sign-in.", hint: "Try again." },
};

/** An error code with its description as an error for people. The description comes from outside: one bounded line. */
export function oauthError(code: string, description: string | undefined): OAuthError {
  const meaning = meanings[code] ?? {
    reason: "sign-in" as const,
    message: "The workspace refused the sign-in.",
    hint: "Check host, client_id and redirect_url of the profile.",
  };
  const said = description === undefined ? clean(code, 80) : `${clean(code, 80)}: ${clean(description, 300)}`;
  return new OAuthError(code, said, meaning);
}

/**
 * The error in words that fit a program's sign-in, where a code means something else than in one by browser. Other errors
 * stay as they are. The result is no `OAuthError`, by which a session of a person would end.
 */
export function rephrased(error: unknown, meanings: Readonly<Record<string, Meaning>>): unknown {
  const meaning = error instanceof OAuthError ? meanings[error.code] : undefined;
  if (!(error instanceof OAuthError) || !meaning) return error;
  return new PwafError(meaning.reason, withSaid(meaning.message, error.said), { ...hintOf(meaning), cause: error });
}

function withSaid(message: string, said: string): string {
  return `${message.replace(/\.$/, "")} (${said}).`;
}

function hintOf({ hint }: Meaning): { readonly hint?: string } {
  return hint === undefined ? {} : { hint };
}

/** The error in the body of a failed request; undefined when it has none, or when the status says it better. */
export function readOAuthError({ status, body }: { status: number; body: string }): OAuthError | undefined {
  if (status === 429 || status >= 500) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (typeof json !== "object" || json === null || !("error" in json) || typeof json.error !== "string")
    return undefined;
  const description =
    "error_description" in json && typeof json.error_description === "string" ? json.error_description : undefined;
  return oauthError(json.error, description);
}

function clean(text: string, longest: number): string {
  const line = redact(text.replace(/[\p{Cc}\s]+/gu, " ").trim());
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
