import type { ErrorReason } from "../../core/base/errors.ts";
import type { CatalogNode, NamedNode } from "./catalogNode.ts";

/** What a node says, without anything of the editor: texts, icon (a codicon) and the words that menus test. */
export interface NodeText {
  readonly label: string;
  readonly description?: string;
  readonly icon: string;
  /** Words for `viewItem` in `package.json`. */
  readonly context: string;
  /** For screen readers: the kind must be heard, the icon cannot be. */
  readonly spoken: string;
}

export function nodeText(node: CatalogNode): NodeText {
  switch (node.kind) {
    case "catalog": {
      const kind = catalogKinds[node.info.type ?? ""];
      return {
        label: node.info.name,
        ...(kind === undefined ? {} : { description: kind }),
        icon: "database",
        context: "container named",
        spoken: `${node.info.name}, ${kind === undefined ? "" : `${kind} `}catalog`,
      };
    }
    case "schema":
      return {
        label: node.info.name,
        icon: "symbol-namespace",
        context: "container named",
        spoken: `${node.info.name}, schema`,
      };
    case "table": {
      const { kind, icon } = tableKind(node.info.type);
      return {
        label: node.info.name,
        description: kind,
        icon,
        context: "table named",
        spoken: `${node.info.name}, ${kind}`,
      };
    }
    case "column": {
      const { name, type, primaryKey } = node.info;
      return {
        label: name,
        description: type,
        icon: primaryKey === undefined ? "symbol-field" : "key",
        context: "column named",
        spoken: `${name}, ${primaryKey === undefined ? "" : "primary key "}column of type ${type}`,
      };
    }
    case "more": {
      const label = node.loading ? "Loading…" : "Load more…";
      return {
        label,
        description: `${node.loaded} loaded`,
        icon: node.loading ? "loading~spin" : "ellipsis",
        context: "more",
        spoken: `${label} ${node.loaded} loaded so far`,
      };
    }
    case "empty": {
      const label = node.parent === undefined ? "No catalog that you may see" : `Nothing in this ${node.parent.kind}`;
      return { label, icon: "circle-slash", context: "empty", spoken: label };
    }
    case "error": {
      const { label, icon } = errorKinds[node.error.reason] ?? { label: "Failed to load", icon: "error" };
      return {
        label,
        description: node.error.message,
        icon,
        context: "error",
        spoken: `${label}: ${node.error.message} ${node.error.hint ?? ""}`.trimEnd(),
      };
    }
  }
}

/** Facts about a named node for its tooltip, most important first. Texts come from the workspace: show them as text. */
export function nodeFacts(node: NamedNode): readonly { readonly name: string; readonly value: string }[] {
  const fact = (name: string, value: string | undefined) => (value === undefined ? [] : [{ name, value }]);
  switch (node.kind) {
    case "catalog":
      return [...fact("Type", node.info.type), ...fact("Owner", node.info.owner)];
    case "schema":
      return fact("Owner", node.info.owner);
    case "table":
      return [...fact("Type", node.info.type), ...fact("Owner", node.info.owner)];
    case "column":
      return [
        ...fact("Type", node.info.type),
        ...fact("Null", node.info.nullable ? "allowed" : "not allowed"),
        ...fact("Primary key", node.info.primaryKey?.toString()),
      ];
  }
}

/** Only what is worth a word beside the name. */
const catalogKinds: Readonly<Record<string, string>> = {
  FOREIGN_CATALOG: "foreign",
  SYSTEM_CATALOG: "system",
  DELTASHARING_CATALOG: "shared",
  INTERNAL_CATALOG: "internal",
};

function tableKind(type: string): { readonly kind: string; readonly icon: string } {
  const kind = type.toLowerCase().replaceAll("_", " ");
  switch (type) {
    case "MANAGED":
    case "":
      return { kind: "table", icon: "table" };
    case "VIEW":
      return { kind, icon: "eye" };
    case "METRIC_VIEW":
      return { kind, icon: "graph" };
    case "MATERIALIZED_VIEW":
      return { kind, icon: "layers" };
    case "STREAMING_TABLE":
      return { kind, icon: "pulse" };
    case "FOREIGN":
    case "EXTERNAL":
      return { kind: `${kind} table`, icon: "table" };
    default:
      return { kind, icon: "table" };
  }
}

const errorKinds: Partial<Record<ErrorReason, { readonly label: string; readonly icon: string }>> = {
  forbidden: { label: "No permission", icon: "lock" },
  unauthenticated: { label: "Sign-in needed", icon: "sign-in" },
  unreachable: { label: "Cannot connect", icon: "debug-disconnect" },
  dropped: { label: "Connection lost", icon: "debug-disconnect" },
  timeout: { label: "No answer in time", icon: "watch" },
  tls: { label: "Certificate not trusted", icon: "shield" },
  "not-found": { label: "Not found", icon: "question" },
  throttled: { label: "Too many requests", icon: "watch" },
  unavailable: { label: "Not available for now", icon: "watch" },
  "bad-response": { label: "Answer cannot be read", icon: "error" },
  config: { label: "Profile incomplete", icon: "gear" },
};
