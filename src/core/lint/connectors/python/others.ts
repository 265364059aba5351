import type { AuthKind, SiteOptions } from "../../sites.ts";
import type { ConnectorFacts } from "../facts.ts";
import { unifiedAuth } from "../unifiedAuth.ts";
import { isDatabricksUrl } from "../databricksUrl.ts";
import { httpAuth } from "./auth.ts";

/** ADBC's Go driver from Python: a User-Agent can stand in the address only. Source: adbc-drivers/databricks, `go/driver.go`. */
const adbc: ConnectorFacts = {
  connector: "adbc",
  id: "adbc/dbapi",
  language: "python",
  what: "construct",
  triggers: ["adbc_driver_manager", "adbc_driver_databricks"],
  entries: [
    { origin: "adbc_driver_manager.dbapi.connect" },
    { origin: "adbc_driver_databricks.dbapi.connect" },
    { origin: "adbc_driver_manager.AdbcDatabase" },
  ],
  options: [
    { from: "positional", names: ["driver", "uri"] },
    { from: "named" },
    { from: "spread", option: "db_kwargs" },
    { from: "text", option: "uri", syntax: "query" },
  ],
  when: (options) =>
    /databricks/i.test(options.get("driver")?.text ?? "") || /^databricks:/.test(options.get("uri")?.text ?? ""),
  userAgent: {
    options: [{ name: "userAgentEntry" }],
    insert: [{ kind: "text", option: "uri", syntax: "query", name: "userAgentEntry" }],
  },
  auth(options): AuthKind {
    if (options.has("databricks.oauth.client_secret")) return "m2m";
    return options.has("databricks.access_token") || options.has("password") ? "pat" : "unknown";
  },
};

/** PyIceberg with Unity Catalog's REST endpoint. Every property `header.<name>` becomes a header. */
const iceberg: ConnectorFacts = {
  connector: "iceberg",
  id: "iceberg/pyiceberg",
  language: "python",
  what: "construct",
  triggers: ["pyiceberg"],
  entries: [
    { origin: "pyiceberg.catalog.load_catalog" },
    { origin: "pyiceberg.catalog.load_rest" },
    { origin: "pyiceberg.catalog.rest.RestCatalog" },
  ],
  options: [{ from: "positional", names: ["name"] }, { from: "named" }],
  when: (options) => isDatabricksUrl(options.get("uri")?.text ?? ""),
  userAgent: {
    options: [{ name: "header.User-Agent" }],
    insert: [],
  },
  auth(options): AuthKind {
    if (options.has("credential")) return "m2m";
    return options.has("token") ? "dynamic" : "unknown";
  },
};

/** Zerobus Ingest; `application_name` since 1.4. It signs in with a service principal only. */
const zerobus: ConnectorFacts = {
  connector: "zerobus",
  id: "zerobus/python",
  language: "python",
  what: "construct",
  triggers: ["zerobus"],
  entries: [
    { origin: "zerobus.sdk.sync.ZerobusSdk" },
    { origin: "zerobus.sdk.aio.ZerobusSdk" },
    { origin: "zerobus.ZerobusSdk" },
  ],
  options: [{ from: "positional", names: ["host", "unity_catalog_url"] }, { from: "named" }],
  userAgent: {
    options: [{ name: "application_name" }],
    insert: [{ kind: "keyword", name: "application_name" }],
  },
  auth: () => "m2m",
};

/** MCP clients of Databricks' own: what they send is tagged through their workspace client. */
const databricksMcp: ConnectorFacts = {
  connector: "mcp",
  id: "mcp/databricks",
  language: "python",
  what: "construct",
  triggers: ["databricks_mcp", "databricks_langchain", "databricks_openai"],
  entries: [
    { origin: "databricks_mcp.DatabricksMCPClient" },
    { origin: "databricks_langchain.DatabricksMCPServer" },
    { origin: "databricks_openai.agents.McpServer" },
  ],
  options: [
    { from: "positional", names: ["server_url"] },
    { from: "named" },
    { from: "spread", option: "workspace_client" },
  ],
  userAgent: { options: [{ name: "product" }], version: "product_version", insert: [] },
  auth: unifiedAuth,
};

/** MCP over HTTP with the protocol's own client, at a managed server of a workspace. */
const mcpHttp: ConnectorFacts = {
  connector: "mcp",
  id: "mcp/http",
  language: "python",
  what: "construct",
  triggers: ["mcp"],
  entries: [
    { origin: "mcp.client.streamable_http.streamablehttp_client" },
    { origin: "mcp.client.streamable_http.streamable_http_client" },
    { origin: "mcp.client.sse.sse_client" },
    { origin: "agents.mcp.MCPServerStreamableHttp" },
    { origin: "fastmcp.client.transports.StreamableHttpTransport" },
  ],
  options: [{ from: "positional", names: ["url", "headers"] }, { from: "named" }, { from: "spread", option: "params" }],
  ignoreCase: true,
  when: (options) => isManagedMcp(options),
  userAgent: {
    options: [{ name: "headers.User-Agent" }],
    insert: [{ kind: "nested", option: "headers", name: "User-Agent" }],
  },
  auth: httpAuth,
};

function isManagedMcp(options: SiteOptions): boolean {
  const url = options.get("url")?.text ?? "";
  return url.includes("/api/2.0/mcp/") || /\.databricksapps\.com\b/.test(url) || isDatabricksUrl(url);
}

export const otherPython: readonly ConnectorFacts[] = [adbc, iceberg, zerobus, databricksMcp, mcpHttp];
