import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { errorText } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import { trustedFetch } from "../http/trustedFetch.ts";
import { notJsonError } from "../rest/httpError.ts";
import { networkError } from "../rest/networkError.ts";
import { readAnswer, refusal } from "./refusal.ts";

/** Where calls of a local MCP client go on to. All is asked anew for each call. */
export interface RelayRoute {
  /** The MCP server. */
  readonly url: string;
  /** A valid token. @throws PwafError, in words for people, when calls may not go on: signed out, not on offer. */
  readonly token: () => Promise<string>;
  /** Hears of a token that the server did not accept; `token` is asked once more then. */
  readonly refuse: (token: string) => void;
  readonly userAgent: () => Promise<string>;
}

/** How a client reaches a route: an address on this machine, and what it sends as `Authorization`. */
export interface RelayAddress {
  readonly url: string;
  readonly authorization: string;
}

/** Far above what a tool takes as arguments. */
const longestMessage = 16 << 20;

/** What the protocol itself uses; all else stays on its side, above all credentials. Source: MCP, “Streamable HTTP”. */
const passedOn = /^(?:accept|content-type|last-event-id|mcp-.+)$/;
const passedBack = /^(?:allow|cache-control|content-type|retry-after|mcp-.+)$/;

/** Of JSON-RPC: an error that the server defines. */
const serverError = -32000;

/**
 * Stands between MCP clients of this machine and MCP servers of a workspace. A client knows a secret of one run and never
 * holds a token: each call gets the one that is valid then, and the User-Agent that we want.
 * Listens on 127.0.0.1 and answers nobody else: not other programs, which do not know the secret, nor web pages, which
 * come with an `Origin`, or with another `Host` once their name leads here.
 */
export class McpRelay implements AsyncDisposable {
  readonly #log: Logger;
  readonly #server: Server;
  readonly #routes = new Map<string, { readonly route: RelayRoute; readonly secret: Buffer }>();
  #host = "";

  private constructor(log: Logger) {
    this.#log = log;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  /** On a free port. */
  static async start(log: Logger): Promise<McpRelay> {
    const relay = new McpRelay(log);
    relay.#server.listen(0, "127.0.0.1");
    await once(relay.#server, "listening");
    relay.#host = `127.0.0.1:${(relay.#server.address() as AddressInfo).port}`;
    return relay;
  }

  /** Opens a way to a server, with a secret of its own. */
  add(route: RelayRoute): RelayAddress {
    const authorization = `Bearer ${randomBytes(32).toString("base64url")}`;
    const path = `/${this.#routes.size + 1}`;
    this.#routes.set(path, { route, secret: digest(authorization) });
    return { url: `http://${this.#host}${path}`, authorization };
  }

  /** Ends the calls that are under way, too. */
  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const route = this.#routeOf(request);
      if (route === undefined) return void response.writeHead(404).end();
      const message = await messageOf(request);
      if (message === undefined) return void response.writeHead(413, { connection: "close" }).end();
      await this.#pass(route, message, request, response);
    } catch (error) {
      // The client has gone away, or the server broke off in the middle: there is nobody to tell, or no way to.
      this.#log.debug(`MCP relay: ${errorText(error)}`);
      response.destroy();
    }
  }

  /** The route that a request may take. Who may not learns nothing, not even whether it exists. */
  #routeOf({ headers, url }: IncomingMessage): RelayRoute | undefined {
    const { authorization, host, origin } = headers;
    if (host !== this.#host || (origin !== undefined && origin !== `http://${this.#host}`)) return undefined;
    const known = this.#routes.get(url ?? "");
    return known !== undefined && timingSafeEqual(digest(authorization ?? ""), known.secret) ? known.route : undefined;
  }

  async #pass(route: RelayRoute, message: Buffer, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    let answer: Response;
    try {
      answer = await call(route, message, request, gone.signal);
    } catch (error) {
      if (gone.signal.aborted) return;
      const { message: said, hint } = networkError(error, new URL(route.url).origin);
      this.#log.warn(`MCP relay: ${said}`);
      return refuse(response, message, hint === undefined ? said : `${said} ${hint}`);
    }
    response.writeHead(
      answer.status,
      Object.fromEntries([...answer.headers].filter(([name]) => passedBack.test(name))),
    );
    // A stream of events may say nothing for long, and its client waits for the headers.
    response.flushHeaders();
    if (answer.body === null) response.end();
    else await pipeline(Readable.fromWeb(answer.body), response);
  }
}

/**
 * One call, made once more with another token where the first was refused.
 * @throws PwafError where its answer would mean nothing, or something else, to a client that does not hold the token.
 */
async function call(
  route: RelayRoute,
  message: Buffer,
  { method = "GET", headers }: IncomingMessage,
  signal: AbortSignal,
): Promise<Response> {
  const kept = Object.entries(headers).filter(([name]) => passedOn.test(name)) as [string, string][];
  const userAgent = await route.userAgent();
  const send = async (token: string) =>
    await trustedFetch(route.url, {
      method,
      headers: [...kept, ["authorization", `Bearer ${token}`], ["user-agent", userAgent]],
      ...(message.length === 0 ? {} : { body: new Uint8Array(message) }),
      redirect: "manual",
      signal,
    });
  const token = await route.token();
  let answer = await send(token);
  if (answer.status === 401) {
    route.refuse(token);
    const other = await route.token();
    if (other !== token) {
      await answer.body?.cancel();
      answer = await send(other);
    }
  }
  const { status } = answer;
  if (status !== 401 && status !== 403 && (status < 300 || status >= 400)) return answer;
  // An editor that sees 401 or 403 starts a sign-in of its own, at the relay; and a redirect would lead around it.
  const refused = await readAnswer(answer, new URL(route.url).origin);
  throw status >= 400 ? refusal(refused) : notJsonError(refused);
}

/** An error in MCP's own words reaches whoever called, and leaves the server running in the editor. */
function refuse(response: ServerResponse, message: Buffer, text: string): void {
  const id = requestId(message);
  if (id === undefined) {
    response.writeHead(502, { "content-type": "text/plain; charset=utf-8" }).end(text);
    return;
  }
  const error = { jsonrpc: "2.0", id, error: { code: serverError, message: text } };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(error));
}

/** Of a request that waits for an answer; notifications and answers of the client have none. */
function requestId(message: Buffer): string | number | undefined {
  try {
    const { id, method } = JSON.parse(message.toString()) as { readonly id?: unknown; readonly method?: unknown };
    return method !== undefined && (typeof id === "string" || typeof id === "number") ? id : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The whole body, or undefined where it is too long. It is one message, which may have to be sent a second time; what
 * streams is the answer.
 */
async function messageOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestMessage) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Of one length, so that a comparison takes the same time whatever was sent. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
