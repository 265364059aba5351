import { errorText, PwafError, type ErrorReason } from "../../core/base/errors.ts";
import { asWritten, type BoundStatement } from "../../core/lakebase/boundStatement.ts";
import { networkError } from "../rest/networkError.ts";
import { SqlError } from "../sql/sqlError.ts";
import type { LakebaseLogin } from "./connect.ts";

/** Fields of PostgreSQL's errors, as node-postgres gives them. */
interface ServerError extends Error {
  readonly code?: unknown;
  readonly hint?: unknown;
  readonly detail?: unknown;
  /** Of the place in the text that was sent; in characters, from 1. */
  readonly position?: unknown;
}

/** What these errors mean, and what helps, stands in the table of known errors. */
const speaker = "lakebase";

/** SQLSTATE: five capitals or digits. Node's own codes are longer. */
function sqlStateOf(error: unknown): string | undefined {
  const { code } = error as ServerError;
  return error instanceof Error && typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** By SQLSTATE; source: appendix A of PostgreSQL's manual. */
const reasonsOfStates: Readonly<Record<string, ErrorReason>> = {
  "28P01": "unauthenticated",
  "28000": "forbidden",
  "3D000": "not-found",
  "42501": "forbidden",
  "53300": "throttled",
  "57P01": "unavailable",
  "57P02": "unavailable",
  "57P03": "unavailable",
};

/** By text: what comes without a SQLSTATE of its own, from the server, what stands before it, or node-postgres. */
const reasonsOfTexts: readonly (readonly [RegExp, ErrorReason])[] = [
  [/invalid user|user not found/i, "config"],
  [/no pg_hba\.conf entry|ssl required|connection is insecure|does not support SSL/i, "tls"],
  [/endpoint not found/i, "not-found"],
  [/timeout expired|connection timeout/i, "timeout"],
  [/terminated unexpectedly/i, "dropped"],
];

/** What a failed login means. */
export function connectionError(
  error: unknown,
  { host, port, user, database }: Omit<LakebaseLogin, "password">,
): PwafError {
  if (error instanceof PwafError) return error;
  const text = errorText(error);
  const state = sqlStateOf(error);
  const reason = reasonsOfTexts.find(([pattern]) => pattern.test(text))?.[1] ?? reasonsOfStates[state ?? ""];
  if (reason === undefined && state === undefined) {
    const { reason: why, message, hint } = networkError(error, `${host}:${port}`);
    return new PwafError(why, message, { cause: error, ...(why === "tls" ? {} : { speaker }), ...hinted(hint) });
  }
  const said = `Could not connect to “${database}” on ${host}:${port} as “${user}”: ${text}`;
  return new PwafError(reason ?? "server", said, { cause: error, speaker });
}

/** How node-postgres says it when no error came from the server. */
const lost = /connection (?:terminated|ended)|not queryable/i;

/** What a statement that failed means. @param sent the text that was sent, whose end is the user's statement `own` */
export function statementError(error: unknown, sent = "", own = asWritten(sent)): PwafError {
  if (error instanceof PwafError) return error;
  const state = sqlStateOf(error);
  const text = errorText(error);
  if (state === "57P01" || state === "57P02" || lost.test(text)) {
    return new PwafError("dropped", "The database ended the connection in the middle of the statement.", {
      cause: error,
      hint: "It was restarted. What the statement changed is rolled back, unless it was committed: look before you run it again.",
    });
  }
  if (state === undefined) return networkError(error, "the database");
  if (state === "57014" && text.includes("user request"))
    return new PwafError("cancelled", "Cancelled.", { cause: error });
  const { hint, detail, position } = error as ServerError;
  const message = typeof detail === "string" ? `${text} (${detail})` : text;
  const place = placeOf(Number(position), sent, own);
  return new SqlError(message, { sqlState: state, ...place }, { cause: error, speaker, ...hinted(hint) });
}

function hinted(hint: unknown): { readonly hint?: string } {
  return typeof hint === "string" ? { hint } : {};
}

/** Line and column of a place, from 1; nothing for one outside of the user's own statement. */
function placeOf(
  position: number,
  sent: string,
  { sql, text, offsetOf }: BoundStatement,
): { readonly line?: number; readonly column?: number } {
  const before = Array.from(sent)
    .slice(0, position - 1)
    .join("");
  const at = before.length - (sent.length - text.length);
  if (!(at >= 0 && at < text.length)) return {};
  const lines = sql.slice(0, offsetOf(at)).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
