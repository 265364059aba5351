/** Kinds of MCP servers that a workspace leads to. */
const endpointKinds = ["sql", "genie", "search", "functions", "external", "app"] as const;

export type EndpointKind = (typeof endpointKinds)[number];

/** An MCP server and how people know it. */
export interface McpEndpoint {
  readonly kind: EndpointKind;
  /** Such as `Functions of main.sales`; agents see it. */
  readonly label: string;
  /** Absolute. */
  readonly url: string;
  /** OAuth scope that a token needs where it does not have `all-apis`; absent where none is documented. */
  readonly scope?: string;
}

/** An endpoint out of what was stored, or undefined where that is none. */
export function readEndpoint(stored: unknown): McpEndpoint | undefined {
  const { kind, label, url, scope } = (stored ?? {}) as Readonly<Record<string, unknown>>;
  const known = endpointKinds.find((one) => one === kind);
  if (known === undefined || typeof label !== "string" || typeof url !== "string" || !URL.canParse(url))
    return undefined;
  return { kind: known, label, url, ...(typeof scope === "string" ? { scope } : {}) };
}

/**
 * Paths and scopes of the managed servers, from “Use Databricks managed MCP servers” and “Use external MCP servers”.
 * Names go into the path as they are, so each is encoded.
 */
const managed = {
  sql: { base: "/api/2.0/mcp/sql", scope: "sql" },
  genie: { base: "/api/2.0/mcp/genie", scope: "genie" },
  search: { base: "/api/2.0/mcp/ai-search", scope: "ai-search" },
  functions: { base: "/api/2.0/mcp/functions", scope: "unity-catalog" },
  external: { base: "/api/2.0/mcp/external", scope: undefined },
} as const;

/** @param host origin of the workspace @param names what the path goes on with, plain */
export function managedEndpoint(
  kind: keyof typeof managed,
  host: string,
  names: readonly string[],
  label: string,
): McpEndpoint {
  const { base, scope } = managed[kind];
  const url = `${host}${[base, ...names.map(encodeURIComponent)].join("/")}`;
  return { kind, label, url, ...(scope === undefined ? {} : { scope }) };
}

/** The server of a Databricks App: `/mcp` below its address is a convention, and what Databricks' own examples do. */
export function appEndpoint(name: string, appUrl: string): McpEndpoint {
  return { kind: "app", label: `App ${name}`, url: `${appUrl.replace(/\/+$/, "")}/mcp` };
}

/**
 * Whether a workspace's token may travel to an address: the workspace itself, or an app that Databricks hosts.
 * An address that a workspace names is no proof that it belongs to Databricks.
 */
export function mayReceiveToken(url: string, host: string): boolean {
  if (!URL.canParse(url) || !URL.canParse(host)) return false;
  const { origin, protocol, hostname, username, password } = new URL(url);
  if (username !== "" || password !== "") return false;
  return origin === new URL(host).origin || (protocol === "https:" && hostname.endsWith(".databricksapps.com"));
}

/**
 * The scopes that a refusal asks for, from its challenge (RFC 6750) or, as Databricks writes them, from its text:
 * `Provided OAuth token does not have required scopes: genie`.
 */
export function missingScopes(challenge: string, message: string): readonly string[] {
  const challenged = /\berror="?insufficient_scope"?/.test(challenge)
    ? /\bscope="([^"]+)"/.exec(challenge)?.[1]
    : undefined;
  const said = challenged ?? /required scopes?:?\s*([\w.:\-]+(?:[ ,]+[\w.:\-]+)*)/i.exec(message)?.[1];
  return [...new Set(said?.split(/[\s,]+/).map((scope) => scope.replace(/[.:]+$/, "")) ?? [])].filter(
    (scope) => scope !== "",
  );
}
