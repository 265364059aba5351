/**
 * Why something failed, as data: callers and screens decide by `reason`, never by message text.
 * - `cancelled`: the user stopped it; never shown as an error.
 * - `config`: the profile or a configuration file is wrong or incomplete.
 * - `unreachable`: no connection (DNS, refused, no route). `dropped`: the connection broke midway.
 * - `tls`: the server's certificate is not trusted.
 * - `unauthenticated` (401), `forbidden` (403), `not-found` (404), `conflict` (409), `throttled` (429), `unavailable` (503).
 * - `timeout`: we gave up waiting. `bad-request`: the server refused our input. `server`: any other server failure.
 * - `bad-response`: an answer that we cannot read (for instance a login page in HTML).
 * - `file`: a file on this machine cannot be read or written (folder missing, no permission, disk full).
 * - `sign-in`: the OAuth flow ended without a session. `sql`: the warehouse refused the statement.
 * - `unexpected`: a defect of ours.
 */
export type ErrorReason =
  | "cancelled"
  | "config"
  | "unreachable"
  | "dropped"
  | "tls"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "throttled"
  | "unavailable"
  | "timeout"
  | "bad-request"
  | "bad-response"
  | "file"
  | "sign-in"
  | "sql"
  | "server"
  | "unexpected";

/**
 * An error meant for people. `message` says what happened and why, `hint` what to do next.
 * Neither may ever hold a secret.
 */
export class PwafError extends Error {
  readonly reason: ErrorReason;
  readonly hint: string | undefined;
  readonly speaker: PwafErrorOptions["speaker"];

  constructor(reason: ErrorReason, message: string, options: PwafErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "PwafError";
    this.reason = reason;
    this.hint = options.hint;
    this.speaker = options.speaker;
  }
}

export interface PwafErrorOptions {
  readonly hint?: string;
  readonly cause?: unknown;
  /** Whose words the message holds, where the known errors (`core/errors`) have more to say about them than the hint. */
  readonly speaker?: "lakebase" | undefined;
}

export function isCancelled(error: unknown): boolean {
  return error instanceof PwafError
    ? error.reason === "cancelled"
    : error instanceof Error && (error.name === "AbortError" || error.name === "Canceled");
}

/** Adds what we were doing to an error on its way up: `Could not list schemas in main: …`. Keeps reason and hint. */
export function wrapError(doing: string, cause: unknown): PwafError {
  if (cause instanceof PwafError) {
    const { hint, speaker } = cause;
    const options = { cause, speaker, ...(hint === undefined ? {} : { hint }) };
    return new PwafError(cause.reason, `Could not ${doing}: ${cause.message}`, options);
  }
  return new PwafError(isCancelled(cause) ? "cancelled" : "unexpected", `Could not ${doing}: ${errorText(cause)}`, {
    cause,
  });
}

/** The message of anything that was thrown; also of thrown things that are no `Error` (the SQL driver does that). */
export function errorText(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (typeof error === "object" && error !== null && "message" in error && typeof error.message === "string") {
    return error.message;
  }
  return String(error);
}
