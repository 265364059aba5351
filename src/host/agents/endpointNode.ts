import type { PwafError } from "../../core/base/errors.ts";
import type { EndpointKind, McpEndpoint } from "../../core/mcp/endpoint.ts";

export type EndpointNode =
  | { readonly kind: "endpoints" }
  | { readonly kind: "group"; readonly group: "managed" | "custom" | "external" | "functions" }
  | { readonly kind: "catalog"; readonly name: string }
  | { readonly kind: "endpoint"; readonly endpoint: McpEndpoint }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "error"; readonly error: PwafError };

export interface EndpointText {
  readonly label: string;
  readonly description?: string;
  readonly icon: string;
  /** For `viewItem` in `package.json`. */
  readonly context: string;
  readonly advice?: string;
}

const groups = {
  managed: ["Managed by Databricks", "cloud"],
  custom: ["Apps", "package"],
  external: ["Behind connections", "plug"],
  functions: ["Unity Catalog functions", "symbol-method"],
} as const;

const icons: Readonly<Record<EndpointKind, string>> = {
  sql: "database",
  genie: "sparkle",
  search: "search",
  functions: "symbol-method",
  external: "globe",
  app: "package",
};

/** What a node says that is no error. Icons are codicons. */
export function endpointText(
  node: Exclude<EndpointNode, { readonly kind: "error" }>,
  isOffered: (endpoint: McpEndpoint) => boolean,
): EndpointText {
  switch (node.kind) {
    case "endpoints":
      return { label: "MCP endpoints", icon: "hubot", context: "mcpEndpoints" };
    case "group": {
      const [label, icon] = groups[node.group];
      return { label, icon, context: "mcpGroup" };
    }
    case "catalog":
      return { label: node.name, icon: "book", context: "mcpCatalog" };
    case "endpoint": {
      const { endpoint } = node;
      const offered = isOffered(endpoint);
      return {
        label: endpoint.label,
        ...(offered ? { description: "offered" } : {}),
        icon: icons[endpoint.kind],
        context: offered ? "mcpEndpoint.offered" : "mcpEndpoint",
        advice: [endpoint.url, endpoint.scope === undefined ? "" : `OAuth scope: ${endpoint.scope}`].join("\n\n"),
      };
    }
    case "note":
      return { label: node.text, icon: "info", context: "note" };
  }
}
