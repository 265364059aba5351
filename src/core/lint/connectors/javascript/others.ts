import type { ConnectorFacts } from "../facts.ts";
import { isDatabricksUrl } from "../databricksUrl.ts";
import { httpAuth } from "./auth.ts";

/** The Zerobus SDK for TypeScript has no option for a User-Agent. Source: databricks/zerobus-sdk, `typescript/src/lib.rs`. */
const zerobus: ConnectorFacts = {
  connector: "zerobus",
  id: "zerobus/typescript",
  language: "javascript",
  what: "construct",
  triggers: ["@databricks/zerobus-ingest-sdk"],
  entries: [{ origin: "@databricks/zerobus-ingest-sdk.ZerobusSdk" }],
  options: [{ from: "positional", names: ["endpoint", "unityCatalogUrl"] }],
  userAgent: { options: [], insert: [] },
  // `createStream(table, clientId, clientSecret)` knows no other way.
  auth: () => "m2m",
};

const transports: Readonly<Record<string, readonly string[]>> = {
  StreamableHTTPClientTransport: ["client/streamableHttp.js", "client/streamableHttp"],
  SSEClientTransport: ["client/sse.js", "client/sse"],
};

/** `new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } })` of the Model Context Protocol SDK. */
const mcp: ConnectorFacts = {
  connector: "mcp",
  id: "mcp/typescript-transport",
  language: "javascript",
  what: "construct",
  triggers: ["ClientTransport"],
  entries: Object.entries(transports).flatMap(([name, modules]) =>
    modules.map((module) => ({ origin: `@modelcontextprotocol/sdk/${module}.${name}` })),
  ),
  options: [
    { from: "positional", names: ["url"] },
    { from: "argument", index: 1 },
  ],
  ignoreCase: true,
  when: (options) => isDatabricksUrl(options.get("url")?.text ?? ""),
  userAgent: {
    // With a `fetch` of its own the transport sends what that adds.
    options: [{ name: "requestInit.headers.User-Agent" }, { name: "fetch" }],
    insert: [{ kind: "nested", option: "requestInit.headers", name: "User-Agent" }],
  },
  auth: (options) => (options.has("authProvider") ? "dynamic" : httpAuth(options)),
};

export const otherJavascript: readonly ConnectorFacts[] = [zerobus, mcp];
