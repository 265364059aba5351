import type { ErrorReason } from "../../core/base/errors.ts";
import { errorText, PwafError } from "../../core/base/errors.ts";
import { redact } from "../../core/base/redact.ts";
import { readSqlMessage, SqlError } from "./sqlError.ts";
import { driverProxy } from "./driverProxy.ts";
import type { DriverTarget } from "./driverProtocol.ts";

/** What can be told of a failed HTTP exchange of the driver, whatever class it threw. */
export interface HttpFailure {
  readonly status: number;
  /** Seconds from `Retry-After`, when it was given as a number. */
  readonly retryAfter?: number;
}

/**
 * The HTTP status behind an error of the driver. `THTTPException` carries the response; calls that the driver retries
 * on its own end in a `HiveDriverError` that names the status in its text only.
 */
export function httpFailure(error: unknown): HttpFailure | undefined {
  const status = field(error, "statusCode");
  if (typeof status === "number") {
    const headers = field(field(error, "response"), "headers");
    const value =
      headers instanceof Object && "get" in headers && typeof headers.get === "function"
        ? (headers.get as (name: string) => unknown).call(headers, "retry-after")
        : undefined;
    const seconds = typeof value === "string" && /^\d+$/.test(value.trim()) ? Number(value) : undefined;
    return { status, ...(seconds === undefined ? {} : { retryAfter: seconds }) };
  }
  const named = /^Hive driver: (\d{3}) when connecting/.exec(errorText(error))?.[1];
  return named === undefined ? undefined : { status: Number(named) };
}

/** How a connection failed, or undefined when the error is of another kind. */
export function networkFailure(error: unknown): "unreachable" | "dropped" | "tls" | undefined {
  const text = errorText(error);
  const code =
    field(error, "code") ??
    field(field(error, "cause"), "code") ??
    /\b(?:E[A-Z_]{4,}|[A-Z_]*CERT[A-Z_]*)\b/.exec(text)?.[0];
  if (typeof code !== "string") return /socket hang up|premature close/i.test(text) ? "dropped" : undefined;
  if (/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/.test(code)) return "unreachable";
  if (/^(?:ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE)$/.test(code)) return "dropped";
  if (/CERT|ERR_TLS|ERR_SSL|^EPROTO$|UNABLE_TO_VERIFY/.test(code)) return "tls";
  return undefined;
}

/**
 * What a warehouse says that it does not know (any more): it was restarted, or the session has idled for too long. An error
 * with a class in brackets is about the statement, whatever words it uses.
 */
export function forgotten(error: unknown): "session" | "result" | undefined {
  const text = errorText(error);
  if (/\[[A-Z][A-Z0-9_.]+\]/.test(text)) return undefined;
  if (/operation ?handle/i.test(text)) return "result";
  return /session ?handle|session .*(?:expired|closed|not found|does not exist)/i.test(text) ? "session" : undefined;
}

/** Turns whatever the driver threw into an error for people. */
export function driverError(error: unknown, target: DriverTarget): PwafError {
  if (error instanceof PwafError) return error;
  const http = httpFailure(error);
  if (http?.status === 407) return proxyRefusal(target, error);
  if (http) return httpError(http, target, error);
  const network = networkFailure(error);
  if (network) return networkError(network, target, error);
  const lost = isStatus(error) ? forgotten(error) : undefined;
  if (lost) {
    return new PwafError("dropped", `The SQL warehouse at ${target.host} no longer knows this ${lost}.`, {
      cause: error,
      hint: "It was stopped or restarted, or did nothing for too long. Run the statement again.",
    });
  }
  const refused = refusedStatement(error);
  if (refused) return refused;
  const text = redact(errorText(error));
  if (text === "Request timed out")
    return new PwafError("timeout", `${target.host} did not answer in time.`, { cause: error, hint: "Try again." });
  if (field(error, "name") === "TProtocolException" || /Bad version|TProtocol/.test(text))
    return unreadable(target, error);
  return new PwafError("unexpected", `The SQL driver failed: ${text}`, { cause: error });
}

function unreadable(target: DriverTarget, cause: unknown): PwafError {
  return new PwafError(
    "bad-response",
    `${target.host} sent an answer that the SQL driver cannot read: ${redact(errorText(cause))}`,
    {
      cause,
      hint: "Check the host and the warehouse of the profile; a proxy may have answered in its place.",
    },
  );
}

/** `OperationStateError` carries the server's reply; `StatusError` is no `Error` and has only message and code. */
function refusedStatement(error: unknown): PwafError | undefined {
  const code = field(error, "errorCode");
  const reply = field(error, "response");
  if (code === "CANCELED" || code === "CLOSED") return new SqlError("The statement was cancelled on the server.", {});
  if (code === "TIMEOUT")
    return new SqlError(
      "The statement ran into the server's time limit.",
      {},
      { hint: "Raise STATEMENT_TIMEOUT or make the statement smaller." },
    );
  if (code !== "ERROR" && !isStatus(error)) return undefined;
  const said = [field(reply, "displayMessage"), field(reply, "errorMessage"), errorText(error)];
  const text =
    said.find((value): value is string => typeof value === "string" && value !== "") ?? "The server gave no reason.";
  const { message, problem } = readSqlMessage(
    said.filter((value) => typeof value === "string").length > 1 ? withPlace(text, said) : text,
  );
  const sqlState = field(reply, "sqlState");
  return new SqlError(
    redact(message),
    typeof sqlState === "string" && sqlState !== "" ? { ...problem, sqlState } : problem,
    { cause: error },
  );
}

/** The driver's `StatusError`: the server took a call and answered that it failed. */
function isStatus(error: unknown): boolean {
  return field(error, "name") === "Status Error";
}

/** The short display text may lack the position that the long text has. */
function withPlace(text: string, others: readonly unknown[]): string {
  const place = /\bline \d+,? pos(?:ition)? \d+/;
  if (place.test(text)) return text;
  const found = others
    .map((other) => (typeof other === "string" ? place.exec(other)?.[0] : undefined))
    .find((match) => match !== undefined);
  return found === undefined ? text : `${text}\n== SQL (${found}) ==`;
}

const httpTexts: Readonly<Record<number, readonly [reason: ErrorReason, what: string, hint: string]>> = {
  401: ["unauthenticated", "did not accept the sign-in", "Sign in again."],
  403: [
    "forbidden",
    "refused access to the SQL warehouse",
    "Ask its owner for the permission “Can use”, or select another warehouse.",
  ],
  404: ["not-found", "does not know this SQL warehouse", "Select another warehouse."],
  429: ["throttled", "gets too many requests", "Try again in a minute."],
  503: ["unavailable", "is not available right now", "The warehouse may still be starting; try again in a minute."],
};

function httpError({ status, retryAfter }: HttpFailure, target: DriverTarget, cause: unknown): PwafError {
  const [reason, what, hint] =
    httpTexts[status] ??
    ([
      status >= 500 ? "server" : "bad-request",
      "answered with an error",
      "Try again; if it stays, see the log.",
    ] as const);
  const wait =
    retryAfter === undefined || (status !== 429 && status !== 503) ? hint : `The server asks to wait ${retryAfter} s.`;
  // What a proxy answers to CONNECT comes out of the driver as if the server had said it.
  const proxy = driverProxy(target, process.env);
  const orProxy = proxy ? ` Or it was the proxy ${proxy.host}: ask whoever runs it to let ${target.host} through.` : "";
  return new PwafError(reason, `${target.host} ${what} (HTTP ${status}).`, { cause, hint: wait + orProxy });
}

function proxyRefusal(target: DriverTarget, cause: unknown): PwafError {
  const proxy = driverProxy(target, process.env)?.host ?? "between";
  return new PwafError("unreachable", `The proxy ${proxy} wants to know who asks (HTTP 407).`, {
    cause,
    hint: "Give it a name and a password: http://name:password@host:port in HTTPS_PROXY or in the setting http.proxy.",
  });
}

function networkError(reason: "unreachable" | "dropped" | "tls", target: DriverTarget, cause: unknown): PwafError {
  const detail = redact(errorText(cause).replace(/^request to \S+ failed, reason: /, ""));
  const texts = {
    unreachable: ["Could not reach", "Check the host of the profile, your network and proxy."],
    dropped: ["Lost the connection to", "Run the statement again."],
    tls: [
      "Do not trust the certificate of",
      "Install the certificate's authority in your system, or name its file in NODE_EXTRA_CA_CERTS before the editor starts.",
    ],
  } as const;
  const [what, hint] = texts[reason];
  return new PwafError(reason, `${what} ${target.host}:${target.port}: ${detail}`, { cause, hint });
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
