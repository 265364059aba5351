import { PwafError } from "../../core/base/errors.ts";
import { httpError, notJsonError } from "../rest/httpError.ts";
import { trustedFetch } from "../http/trustedFetch.ts";
import { networkError } from "../rest/networkError.ts";
import { readOAuthError } from "./oauthError.ts";

/** How requests of a sign-in leave this process. */
export interface AuthHttp {
  /** `PwafToolkit_VSCode/<version>`: our own, as our own rule demands. */
  readonly userAgent: string;
  /** Default: `trustedFetch`. */
  readonly fetch?: typeof fetch;
  /** Gets the `Date` of answers that no cache can have kept. */
  readonly onDate?: (date: string | null) => void;
  /** Longest wait for one complete answer, in milliseconds. Default 30 000. */
  readonly timeoutMs?: number;
}

/** The part of `RequestInit` that sign-in needs; `openid-client` hands over the same fields. */
export interface AuthRequest {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | URLSearchParams | null;
  /** Who is asked, where that is not the workspace: for messages, at the beginning of a sentence. */
  readonly server?: string;
}

/** No answer of an OAuth server comes near this, in bytes. */
const longestAnswer = 1 << 20;

/**
 * Sends one request and reads the whole answer within the time limit. Redirects are not followed: they would carry
 * codes and tokens to wherever they point.
 * @throws PwafError with a connection reason, `timeout` or `cancelled`; never for a status.
 */
async function send(http: AuthHttp, url: string, request: AuthRequest, signal?: AbortSignal): Promise<Response> {
  const { method = "GET", headers, body = null } = request;
  const limit = AbortSignal.timeout(http.timeoutMs ?? 30_000);
  try {
    signal?.throwIfAborted();
    const response = await (http.fetch ?? trustedFetch)(url, {
      method,
      body,
      headers: { ...headers, "user-agent": http.userAgent },
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    if (method === "POST") http.onDate?.(response.headers.get("date"));
    const whole = await readBounded(response);
    // A Response made by hand may not have a body with these statuses, and none below 200.
    const bare = response.status === 204 || response.status === 205 || response.status === 304;
    return new Response(bare ? null : whole, { status: response.status, headers: response.headers });
  } catch (error) {
    if (signal?.aborted) throw new PwafError("cancelled", "The sign-in was cancelled.", { cause: error });
    throw networkError(limit.aborted ? limit.reason : error, new URL(url).origin);
  }
}

/** Same, for callers that want JSON: everything else becomes an error that says what came instead. */
export async function sendForJson(
  http: AuthHttp,
  url: string,
  request: AuthRequest,
  signal?: AbortSignal,
): Promise<Response> {
  const response = await send(
    http,
    url,
    { ...request, headers: { accept: "application/json", ...request.headers } },
    signal,
  );
  const body = await response.clone().text();
  const { status, headers } = response;
  const answer = { status, headers, body, origin: new URL(url).origin, server: request.server };
  if (response.status >= 300 && response.status < 400) throw notJsonError(answer);
  if (!response.ok) throw readOAuthError(answer) ?? httpError(answer);
  if (!isJson(body) && body !== "") throw notJsonError(answer);
  return response;
}

async function readBounded(response: Response): Promise<ArrayBuffer> {
  if (!response.body) return new ArrayBuffer(0);
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    parts.push(part);
    length += part.length;
    if (length > longestAnswer) {
      throw new PwafError("bad-response", `${new URL(response.url).origin} answered with far too much data.`, {
        hint: "Check that the host is the address of a workspace.",
      });
    }
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole.buffer;
}

function isJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}
