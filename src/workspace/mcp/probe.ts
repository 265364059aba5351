import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { errorText, PwafError } from "../../core/base/errors.ts";
import { trustedFetch } from "../http/trustedFetch.ts";
import { notJsonError } from "../rest/httpError.ts";
import { networkError } from "../rest/networkError.ts";
import { readAnswer, refusal } from "./refusal.ts";

export interface McpTool {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of the arguments, as the server sent it. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

export interface McpProbe {
  /** What the server calls itself. */
  readonly server?: { readonly name: string; readonly version: string };
  readonly tools: readonly McpTool[];
}

export interface ProbeRequest {
  readonly url: string;
  /** Asked once, before the first request. */
  readonly token: () => Promise<string>;
  /** Hears of a token that the server did not accept. */
  readonly refuse?: (token: string) => void;
  /** For the User-Agent and the client's name. */
  readonly product: string;
  readonly version: string;
  /** Milliseconds for all of it. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Far above what any model could take, far below what would hurt the editor. */
const longestAnswer = 16 << 20;
const mostPages = 100;

/**
 * Starts a session with an MCP server and asks for all its tools.
 * TLS is verified and redirects are not followed: they would carry the token along.
 * @throws PwafError with the reason that fits; `MissingScope`; `cancelled` when the signal fires.
 */
export async function probeMcp(request: ProbeRequest): Promise<McpProbe> {
  const { url, product, version, timeoutMs, signal } = request;
  const token = await request.token();
  const timeout = AbortSignal.timeout(timeoutMs);
  const ended = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  const { origin } = new URL(url);
  // The SDK wraps what goes wrong below it; the first failure is the one to tell of.
  let failure: PwafError | undefined;
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: {
      headers: { Authorization: `Bearer ${token}`, "User-Agent": `${product}/${version}` },
      redirect: "manual",
    },
    reconnectionOptions: {
      initialReconnectionDelay: 1,
      maxReconnectionDelay: 1,
      reconnectionDelayGrowFactor: 1,
      maxRetries: 0,
    },
    fetch: async (target, init) => {
      try {
        const signals = [init?.signal, ended].filter((one) => one !== null && one !== undefined);
        const answer = await trustedFetch(target, { ...init, signal: AbortSignal.any(signals) });
        // The stream of the server's own messages, and the end of a session, are offers that a server need not take.
        if (init?.method !== "POST") return answer;
        return limited(await checked(answer, origin), () => (failure ??= tooMuch(origin)));
      } catch (cause) {
        failure ??= networkError(cause, origin);
        throw cause;
      }
    },
  });
  const client = new Client({ name: product, version }, { listMaxPages: mostPages });
  try {
    await client.connect(transport, { signal: ended, timeout: timeoutMs });
    const { tools } = await client.listTools(undefined, { signal: ended, timeout: timeoutMs });
    const server = client.getServerVersion();
    return {
      ...(server === undefined ? {} : { server: { name: server.name, version: server.version } }),
      tools: tools.map(({ name, description, inputSchema }) => ({
        name,
        ...(description === undefined ? {} : { description }),
        inputSchema,
      })),
    };
  } catch (error) {
    if (signal?.aborted === true) throw new PwafError("cancelled", "Cancelled.", { cause: error });
    if (timeout.aborted) throw networkError(timeout.reason, origin);
    if (failure?.reason === "unauthenticated") request.refuse?.(token);
    throw failure ?? protocolError(error, origin);
  } finally {
    await client.close().catch(() => undefined);
  }
}

/** Lets an answer of MCP through and says what any other one means. */
async function checked(response: Response, origin: string): Promise<Response> {
  const { status, headers } = response;
  const type = headers.get("content-type") ?? "";
  if (status >= 200 && status < 300) {
    if (status === 202 || status === 204) return response;
    if (/^(?:application\/json|text\/event-stream)\b/i.test(type)) return response;
  }
  const answer = await readAnswer(response, origin);
  if (status < 400) throw status >= 300 ? notJsonError(answer) : notMcp(origin, type);
  // An older server refuses the newest protocol with an error in MCP's own words, which the client must see.
  if (status === 400 && /"jsonrpc"/.test(answer.body)) return new Response(answer.body, { status, headers });
  throw refusal(answer);
}

function notMcp(origin: string, contentType: string): PwafError {
  const what = /html/i.test(contentType) ? "a web page" : contentType === "" ? "something without a type" : contentType;
  return new PwafError("bad-response", `No MCP server answers at this address: ${origin} sent ${what}.`, {
    hint: "Check the path: apps mostly serve MCP at “/mcp”.",
  });
}

function protocolError(error: unknown, origin: string): PwafError {
  // Reports of a schema that does not fit run over many lines.
  const said = errorText(error).replace(/\s+/g, " ").slice(0, 300);
  return new PwafError("bad-response", `${origin} does not speak MCP as expected: ${said}`, {
    cause: error,
    hint: "Look at the log of the server. It must offer MCP over Streamable HTTP.",
  });
}

/** The same answer, which breaks off where it is too long to be a list of tools. */
function limited(response: Response, onTooMuch: () => PwafError): Response {
  if (response.body === null) return response;
  let length = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        length += chunk.byteLength;
        if (length <= longestAnswer) controller.enqueue(chunk);
        else controller.error(onTooMuch());
      },
    }),
  );
  return new Response(counted, { status: response.status, headers: response.headers });
}

function tooMuch(origin: string): PwafError {
  return new PwafError("bad-response", `${origin} answered with far too much data.`, {
    hint: "Check that the address is that of an MCP server.",
  });
}
