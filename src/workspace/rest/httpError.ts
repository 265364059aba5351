import { PwafError } from "../../core/base/errors.ts";
import { redact } from "../../core/base/redact.ts";
import { isObject, optionalText } from "./read.ts";

/** An answer that is not the JSON we asked for, as far as its error needs to know it. */
export interface BadAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** Origin of the workspace, for messages. */
  readonly origin: string;
  /** Who answered, at the beginning of a sentence. Default: “The workspace”. */
  readonly server?: string | undefined;
}

type StatusReason =
  "bad-request" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "throttled" | "unavailable" | "server";

const reasons: Readonly<Record<number, StatusReason>> = {
  400: "bad-request",
  401: "unauthenticated",
  403: "forbidden",
  404: "not-found",
  409: "conflict",
  429: "throttled",
  503: "unavailable",
};

/** What a status of 400 or more means, in words for people. */
export function httpError(answer: BadAnswer): PwafError {
  const { code, message, requestId } = readError(answer);
  const { server = "The workspace" } = answer;
  const said = message === undefined ? "" : ` ${server} says: ${message}`;
  const reason = refine(answer.status, reasons[answer.status] ?? "server", message);
  const error = (text: string, hint?: string) => new PwafError(reason, text, hint === undefined ? {} : { hint });

  switch (reason) {
    case "unauthenticated":
      return error(`${server} does not accept the sign-in.${said}`, "Sign in again.");
    case "forbidden":
      return error(message ?? "Not allowed (403).", permissionHint(message));
    case "not-found":
      return error(
        message ?? "Not found in the workspace (404).",
        code === "ENDPOINT_NOT_FOUND"
          ? "Check that the host is a workspace, not the account console, and that Unity Catalog is enabled."
          : "It may have been renamed or dropped, or you may lack the right to see it. Refresh the catalog.",
      );
    case "throttled":
      return error(`${server} takes no more requests for now (429).${said}`, waitHint(answer.headers));
    case "unavailable":
      return error(`${server} is not available for now (503).${said}`, waitHint(answer.headers));
    case "conflict":
      return error(`The request conflicts with the state of the workspace (409).${said}`);
    case "bad-request":
      return error(`${server} refused the request (400).${said}`);
    case "server": {
      const id = requestId === undefined ? "" : ` Request id: ${requestId}.`;
      return error(
        `${server} failed (${answer.status}${code === undefined ? "" : ` ${code}`}).${said}${sentenceEnd(said)}${id}`,
        "Try again. If it stays, give the request id to Databricks support.",
      );
    }
  }
}

/** A successful answer, or a redirect, that holds no JSON. `undefined` location: not a redirect. */
export function notJsonError({ status, headers, body, origin }: BadAnswer): PwafError {
  const location = headers.get("location") ?? undefined;
  if (location?.includes("private-link-validation-error") === true) {
    return new PwafError("bad-response", `${origin} only takes connections through its private link.`, {
      hint: "Connect to the network or VPN from which this workspace may be reached.",
    });
  }
  if (location !== undefined || (status >= 300 && status < 400) || status === 0) {
    const target = location !== undefined && URL.canParse(location, origin) ? new URL(location, origin).origin : "";
    const where = target === "" || target === origin ? "another page" : target;
    return new PwafError("bad-response", `${origin} sends API requests on to ${where}.`, {
      hint: "Set the host of the profile to the workspace's own address; redirects are not followed because they would carry the sign-in along.",
    });
  }
  const kind = isHtml(headers, body) ? "a web page, such as a login page" : "something that is not JSON";
  return new PwafError("bad-response", `${origin} answered with ${kind}.`, {
    hint: "Check that the host is the address of a workspace, not of the account console or of a proxy's login page.",
  });
}

interface ErrorBody {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly requestId?: string | undefined;
}

/** The shapes of error bodies: current API, API 1.2 (`error`), SCIM (`detail`), `CODE: text`, HTML with `<pre>`. */
function readError({ headers, body }: BadAnswer): ErrorBody {
  const headerId = headers.get("x-request-id") ?? headers.get("x-databricks-request-id") ?? undefined;
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    const text = isHtml(headers, body) ? /<pre>([^<]*)<\/pre>/.exec(body)?.[1] : body;
    return { message: clean(text), requestId: headerId };
  }
  if (!isObject(json)) return { requestId: headerId };
  const code = typeof json["error_code"] === "number" ? String(json["error_code"]) : optionalText(json["error_code"]);
  const details = Array.isArray(json["details"]) ? json["details"].filter(isObject) : [];
  const detailId = details.map((detail) => optionalText(detail["request_id"])).find((id) => id !== undefined);
  const message = optionalText(json["message"]) ?? optionalText(json["detail"]) ?? optionalText(json["error"]);
  return { code, message: clean(message), requestId: clean(detailId ?? headerId) };
}

/** Databricks answers 403 to a wrong or expired token; what helps is a sign-in, not a grant. */
function refine(status: number, reason: StatusReason, message: string | undefined): StatusReason {
  return status === 403 && /\binvalid (?:access )?token\b|\btoken\b.*\bexpired\b/i.test(message ?? "")
    ? "unauthenticated"
    : reason;
}

/** Names the privilege where the message does: `User does not have USE SCHEMA on Schema 'main.sales'.` */
function permissionHint(message: string | undefined): string {
  const match =
    /does not have (?:the )?([A-Z][A-Z _]+?)(?: privilege| permission)? on (\w+) [`'"]?([^`'"]+)[`'"]?/.exec(
      message ?? "",
    );
  if (match) {
    const [, privilege = "", kind = "", name = ""] = match;
    return `Ask the owner of ${kind.toLowerCase()} “${name.replace(/\.$/, "")}” or an administrator to grant you ${privilege}.`;
  }
  if (/\bIP (?:ACL|access list)|source IP/i.test(message ?? "")) {
    return "This workspace limits from where it may be reached: connect to your organisation's network or VPN.";
  }
  return "Ask the owner or an administrator for the privilege that is missing.";
}

function waitHint(headers: Headers): string {
  const after = headers.get("retry-after");
  return after !== null && /^\d+$/.test(after)
    ? `Try again in ${after} ${after === "1" ? "second" : "seconds"}.`
    : "Try again in a while.";
}

function isHtml(headers: Headers, body: string): boolean {
  return (headers.get("content-type") ?? "").includes("text/html") || /^\s*<(?:!doctype|html|\?xml)/i.test(body);
}

function sentenceEnd(text: string): string {
  return text === "" || /[.!?]$/.test(text) ? "" : ".";
}

/** One line of bounded length without secrets: servers quote what they were sent, and stack traces. */
function clean(text: string | undefined): string | undefined {
  // Control characters would break a log line or a notification.
  const line = redact((text ?? "").replace(/[\p{Cc}\s]+/gu, " ").trim());
  if (line === "") return undefined;
  return line.length > 500 ? `${line.slice(0, 500)}…` : line;
}
