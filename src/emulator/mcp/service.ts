import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import type { CatalogView } from "../catalog/catalogView.ts";
import type { GrantStore } from "../catalog/grants.ts";
import { errorText } from "../../core/base/errors.ts";
import type { Call } from "../http/call.ts";
import { send } from "../http/call.ts";
import type { User } from "../identity.ts";
import { endpointAt, managedPrefix } from "./endpoints.ts";
import { appsPrefix } from "./samples.ts";
import { checkScope } from "./scopes.ts";
import type { SqlRun } from "./sqlRun.ts";
import { inputSchema, type Tool } from "./tool.ts";

/** Tools in one page of a list; small, so that clients meet a second page. */
const toolsPerPage = 2;

/** MCP over streamable HTTP, by the SDK's own server: managed endpoints, one behind a connection, and an app's. */
export class McpService {
  readonly #parts: { readonly view: CatalogView; readonly grants: GrantStore; readonly sql: SqlRun };

  constructor(parts: { readonly view: CatalogView; readonly grants: GrantStore; readonly sql: SqlRun }) {
    this.#parts = parts;
  }

  serves(path: string): boolean {
    return path.startsWith(managedPrefix) || path.startsWith(appsPrefix);
  }

  /** Throws `ApiError` where there is no endpoint, or the token does not let its user in. */
  async handle(call: Call, user: User): Promise<void> {
    const { request, response, url } = call;
    const endpoint = endpointAt(url.pathname, this.#parts);
    if (endpoint.scopes !== undefined) checkScope(request, endpoint.scopes);
    if (!endpoint.servesMcp)
      return send(
        response,
        200,
        "text/html; charset=utf-8",
        "<!doctype html><html><title>App</title><h1>Sales board</h1></html>",
      );
    const tools = endpoint.tools({ user, userAgent: request.headers["user-agent"] ?? "" });
    const handler = createMcpHandler(() => serverOf(tools), { keepAliveMs: 0 });
    const answer = await handler.fetch(await webRequest(call));
    const body = Buffer.from(await answer.arrayBuffer());
    if (response.headersSent || response.destroyed) return;
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
  }
}

/** A server lives for one request: nothing is kept between two. */
function serverOf(tools: readonly Tool[]): McpServer {
  const mcp = new McpServer({ name: "emulated-workspace", version: "1.0.0" }, { capabilities: { tools: {} } });
  // The lists of the SDK's own registry come in one page.
  const { server } = mcp;
  server.setRequestHandler("tools/list", ({ params }) => {
    const start = Number(params?.cursor ?? 0);
    const page = tools.slice(start, start + toolsPerPage);
    const next = start + toolsPerPage;
    return {
      tools: page.map((tool) => ({ name: tool.name, description: tool.description, inputSchema: inputSchema(tool) })),
      ...(next < tools.length ? { nextCursor: String(next) } : {}),
    };
  });
  server.setRequestHandler("tools/call", async ({ params }) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (tool === undefined) return failed(`There is no tool ${params.name}.`);
    try {
      const answer = await tool.call(params.arguments ?? {});
      const text = typeof answer === "string" ? answer : JSON.stringify(answer ?? null);
      return { content: [{ type: "text", text }] };
    } catch (error) {
      return failed(errorText(error));
    }
  });
  return mcp;
}

function failed(text: string) {
  return { content: [{ type: "text" as const, text }], isError: true };
}

async function webRequest(call: Call): Promise<Request> {
  const { request, url } = call;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  const method = request.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(url, { method, headers, ...(hasBody ? { body: new Uint8Array(await call.body()) } : {}) });
}
