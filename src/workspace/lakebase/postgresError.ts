import { errorText, PwafError } from "../../core/base/errors.ts";
import { networkError } from "../rest/networkError.ts";
import { SqlError } from "../sql/sqlError.ts";
import type { LakebaseLogin } from "./connect.ts";

/** Fields of PostgreSQL's errors, as node-postgres gives them. */
interface ServerError extends Error {
  readonly code?: unknown;
  readonly hint?: unknown;
  readonly detail?: unknown;
  readonly position?: unknown;
}

/** SQLSTATE: five capitals or digits. Node's own codes are longer. */
function sqlStateOf(error: unknown): string | undefined {
  const { code } = error as ServerError;
  return error instanceof Error && typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** What a failed login means. Source of causes: the Lakebase part of PWAF's troubleshooting, and PostgreSQL's appendix A. */
export function connectionError(
  error: unknown,
  { host, port, user, database }: Omit<LakebaseLogin, "password">,
): PwafError {
  if (error instanceof PwafError) return error;
  const text = errorText(error);
  const told = (reason: ConstructorParameters<typeof PwafError>[0], message: string, hint: string) =>
    new PwafError(reason, message, { hint, cause: error });
  if (/invalid user|user not found/i.test(text)) {
    return told("config", `Lakebase knows no identity “${user}”.`, userHint);
  }
  if (/role ".*" does not exist/.test(text)) {
    return told(
      "forbidden",
      `The identity “${user}” has no role in this database.`,
      "Create one with SQL: “Create role for an identity” in the Lakebase view writes it. Roles that are made in the web page take passwords only.",
    );
  }
  const state = sqlStateOf(error);
  if (/no pg_hba\.conf entry|ssl required|connection is insecure/i.test(text)) {
    return told("tls", "Lakebase takes encrypted connections only.", "Set sslmode=require, or verify-full.");
  }
  if (state === "28P01") {
    return told(
      "unauthenticated",
      `Lakebase did not take the credential of “${user}”.`,
      "The credential must be issued to exactly this identity, for this endpoint, less than an hour ago; a new one is needed for each connection. The role must be made with databricks_create_role.",
    );
  }
  if (state === "3D000") {
    return told(
      "not-found",
      `There is no database “${database}”.`,
      "The one that every project has is databricks_postgres.",
    );
  }
  if (state === "42501")
    return told("forbidden", `“${user}” may not connect to “${database}”.`, grantHint("CONNECT on the database"));
  if (state === "57P03" || state === "57P01" || state === "57P02") {
    return told("unavailable", "The database is starting or shutting down.", "Try again in a few seconds.");
  }
  if (state === "53300")
    return told("throttled", "The database has too many connections.", "Close some, or use the pooled host.");
  if (/endpoint not found/i.test(text)) {
    return told(
      "not-found",
      "Lakebase does not find the endpoint.",
      "Check its name: projects/<project>/branches/<branch>/endpoints/<endpoint>. One that was stopped must be started first.",
    );
  }
  if (/does not support SSL/i.test(text)) {
    return told(
      "tls",
      `${host}:${port} refuses TLS.`,
      "Lakebase never does: check host and port, and what stands in between.",
    );
  }
  if (/timeout expired|connection timeout/i.test(text)) {
    return told(
      "timeout",
      `${host}:${port} did not answer in time.`,
      "An endpoint that is scaled to zero needs some seconds to wake up: try again.",
    );
  }
  if (/terminated unexpectedly/i.test(text)) {
    return told(
      "dropped",
      `${host}:${port} closed the connection during the login.`,
      "Try again: an endpoint may do so while it wakes up.",
    );
  }
  if (state !== undefined) return told("server", text, "Look up the SQLSTATE " + state + " in PostgreSQL's manual.");
  return networkError(error, `${host}:${port}`);
}

/** What a statement that failed means. */
export function statementError(error: unknown): PwafError {
  if (error instanceof PwafError) return error;
  const state = sqlStateOf(error);
  const text = errorText(error);
  if (state === "57P01" || state === "57P02" || /terminated unexpectedly|connection ended/i.test(text)) {
    return new PwafError("dropped", "The database ended the connection in the middle of the statement.", {
      cause: error,
      hint: "It was restarted. What the statement changed is rolled back, unless it was committed: look before you run it again.",
    });
  }
  if (state === undefined) return networkError(error, "the database");
  if (state === "57014") return new PwafError("cancelled", "Cancelled.", { cause: error });
  const { hint, detail } = error as ServerError;
  const message = typeof detail === "string" ? `${text} (${detail})` : text;
  const advice = typeof hint === "string" ? hint : hintFor(state, text);
  return new SqlError(
    message,
    { sqlState: state },
    { cause: error, ...(advice === undefined ? {} : { hint: advice }) },
  );
}

export const userHint =
  "The user is the e-mail address of a person or the application id (a UUID) of a service principal, letter for letter; a display name is not taken.";

function hintFor(state: string, text: string): string | undefined {
  const [, kind, name] = /permission denied for (\w+)(?: (\S+))?/.exec(text) ?? [];
  if (state === "42501" && kind !== undefined) {
    const wanted: Readonly<Record<string, string>> = {
      database: `CONNECT or CREATE on the database ${name ?? ""}`,
      schema: `USAGE on the schema ${name ?? ""}`,
      table: `SELECT (or INSERT, UPDATE, DELETE) on ${name ?? ""}`,
      sequence: `USAGE on the sequence ${name ?? ""}`,
      function: `EXECUTE on the function ${name ?? ""}`,
    };
    return grantHint((wanted[kind] ?? `a privilege on the ${kind} ${name ?? ""}`).trim());
  }
  if (state === "42883" && text.includes("databricks_create_role"))
    return "First run: CREATE EXTENSION IF NOT EXISTS databricks_auth;";
  if (state === "25006") return "This endpoint is a replica for reading; changes go to the read-write endpoint.";
  return undefined;
}

function grantHint(what: string): string {
  return `Ask the owner to grant ${what}. Another role may own it, for instance when somebody deployed it as themselves first.`;
}
