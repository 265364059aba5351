import type { ErrorReason } from "../../core/base/errors.ts";
import type { CatalogFunction } from "../../workspace/rest/types.ts";
import type { CatalogEntry, CatalogNode, GroupKind, NamedNode, WarehouseEntry } from "./catalogNode.ts";
import { isContainer, isNamed } from "./catalogNode.ts";
import { canBeFavourite } from "./favourites.ts";
import { bytesText } from "./factText.ts";

/** What a node says, without anything of the editor: texts, icon (a codicon) and the words that menus test. */
export interface NodeText {
  readonly label: string;
  readonly description?: string;
  readonly icon: string;
  /** Words for `viewItem` in `package.json`; the kind comes first. */
  readonly context: string;
  /** For screen readers: the kind must be heard, the icon cannot be. */
  readonly spoken: string;
}

/** @param isFavourite whether the user has marked the object */
export function nodeText(node: CatalogNode, isFavourite = false): NodeText {
  if (isNamed(node)) {
    const { label, kind, icon, facts } = namedText(node);
    const description = [...facts, isBrowseOnly(node) ? "browse only" : undefined].filter((fact) => fact !== undefined);
    return {
      label,
      ...(description.length === 0 ? {} : { description: description.join(" · ") }),
      icon,
      context: contextOf(node, isFavourite),
      spoken: [label, kind, ...description.filter((fact) => !kind.includes(fact))].join(", "),
    };
  }
  switch (node.kind) {
    case "group": {
      const { label, icon } = groups[node.of];
      return { label, icon, context: "group container", spoken: label };
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
    case "range": {
      const [first, last] = [node.entries.at(0), node.entries.at(-1)].map((entry) => entry && nodeText(entry).label);
      const count = node.entries.length.toLocaleString("en-US");
      return {
        label: `${first} … ${last}`,
        description: count,
        icon: "list-flat",
        context: "range",
        spoken: `${first} to ${last}, ${count} entries`,
      };
    }
    case "empty": {
      const label =
        node.filter === undefined ? emptyLabel(node.parent) : `Nothing loaded here matches “${node.filter}”`;
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

interface NamedText {
  readonly label: string;
  /** What it is, in words. */
  readonly kind: string;
  readonly icon: string;
  /** What is worth a word beside the name. */
  readonly facts: readonly (string | undefined)[];
}

function namedText(node: NamedNode): NamedText {
  switch (node.kind) {
    case "catalog":
      return catalogText(node);
    case "schema":
      return { label: node.info.name, kind: "schema", icon: "symbol-namespace", facts: [] };
    case "table": {
      const { kind, icon } = tableKind(node.info.type);
      return { label: node.info.name, kind, icon, facts: [kind === "table" ? undefined : kind] };
    }
    case "column": {
      const { name, type, primaryKey } = node.info;
      const isKey = primaryKey !== undefined;
      return {
        label: name,
        kind: `${isKey ? "primary key " : ""}column of type ${type}`,
        icon: isKey ? "key" : "symbol-field",
        facts: [type],
      };
    }
    case "volume": {
      const isExternal = node.info.type === "EXTERNAL";
      const kind = isExternal ? "external volume" : "volume";
      return { label: node.info.name, kind, icon: "folder-library", facts: isExternal ? ["external"] : [] };
    }
    case "folder":
      return { label: node.info.name, kind: "folder", icon: "folder", facts: [] };
    case "file": {
      const { name, size } = node.info;
      return { label: name, kind: "file", icon: "file", facts: [size === undefined ? undefined : bytesText(size)] };
    }
    case "function":
      return { label: node.info.name, kind: "function", icon: "symbol-method", facts: [signature(node.info)] };
    case "model": {
      const aliases = node.info.aliases.map(({ name, version }) => `${name} → ${version}`).join(", ");
      return {
        label: node.info.name,
        kind: "model",
        icon: "circuit-board",
        facts: [aliases === "" ? undefined : aliases],
      };
    }
    case "version": {
      const { version, status = "" } = node.info;
      const aliases = node.parent?.kind === "model" ? node.parent.info.aliases : [];
      const named = aliases.filter((alias) => alias.version === version).map(({ name }) => name);
      const state = status === "READY" || status === "" ? undefined : words(status);
      return { label: `Version ${version}`, kind: "model version", icon: "tag", facts: [...named, state] };
    }
    case "location":
      return { label: node.info.name, kind: "external location", icon: "cloud", facts: [node.info.url] };
    case "connection":
      return {
        label: node.info.name,
        kind: "connection",
        icon: "plug",
        facts: [node.info.type === undefined ? undefined : words(node.info.type)],
      };
    case "warehouse":
      return warehouseText(node);
  }
}

function catalogText({ info }: CatalogEntry): NamedText {
  const { name, type = "", connectionName, providerName, shareName } = info;
  switch (type) {
    case "FOREIGN_CATALOG":
      return { label: name, kind: "foreign catalog", icon: "plug", facts: ["foreign", connectionName] };
    case "DELTASHARING_CATALOG": {
      const share = [providerName, shareName].filter((part) => part !== undefined).join(".");
      return {
        label: name,
        kind: "shared catalog",
        icon: "globe",
        facts: ["shared", share === "" ? undefined : share],
      };
    }
    case "SYSTEM_CATALOG":
      return { label: name, kind: "system catalog", icon: "gear", facts: ["system"] };
    case "INTERNAL_CATALOG":
      return { label: name, kind: "internal catalog", icon: "lock", facts: ["internal"] };
    default:
      return { label: name, kind: "catalog", icon: "database", facts: [] };
  }
}

function warehouseText({ info }: WarehouseEntry): NamedText {
  const icons: Partial<Record<string, string>> = {
    RUNNING: "vm-running",
    STARTING: "loading~spin",
    STOPPING: "loading~spin",
  };
  return {
    label: info.name,
    kind: "SQL warehouse",
    icon: icons[info.state] ?? "vm-outline",
    facts: [words(info.state), info.size, info.serverless ? "serverless" : undefined],
  };
}

/** `(gross decimal(10,2), vat double) → decimal(10,2)` */
function signature({ parameters, returns }: CatalogFunction): string {
  const list = parameters.map(({ name, type }) => `${name} ${type}`).join(", ");
  return `(${list})${returns === "" ? "" : ` → ${returns}`}`;
}

function contextOf(node: NamedNode, isFavourite: boolean): string {
  const words: string[] = [node.kind];
  if (isContainer(node)) words.push("container");
  words.push("named");
  if (node.kind === "warehouse") words.push(node.info.state.toLowerCase());
  if (grantable.has(node.kind)) words.push("grantable");
  if (canBeFavourite(node)) words.push(isFavourite ? "favourite" : "markable");
  return words.join(" ");
}

/** What privileges can be granted on. */
const grantable: ReadonlySet<NamedNode["kind"]> = new Set<NamedNode["kind"]>([
  "catalog",
  "schema",
  "table",
  "volume",
  "function",
  "model",
  "location",
  "connection",
]);

function isBrowseOnly(node: NamedNode): boolean {
  return "browseOnly" in node.info;
}

function emptyLabel(parent: CatalogNode["parent"]): string {
  if (parent === undefined) return "No catalog that you may see";
  return parent.kind === "group" ? `No ${groups[parent.of].label.toLowerCase()}` : `Nothing in this ${parent.kind}`;
}

const groups: Readonly<Record<GroupKind, { readonly label: string; readonly icon: string }>> = {
  favourites: { label: "Favourites", icon: "star-full" },
  tables: { label: "Tables", icon: "table" },
  volumes: { label: "Volumes", icon: "folder-library" },
  functions: { label: "Functions", icon: "symbol-method" },
  models: { label: "Models", icon: "circuit-board" },
  warehouses: { label: "SQL warehouses", icon: "vm" },
  locations: { label: "External locations", icon: "cloud" },
  connections: { label: "Connections", icon: "plug" },
};

function words(constant: string): string {
  return constant.toLowerCase().replaceAll("_", " ");
}

/** What a table is, in words, by the `table_type` of Unity Catalog; and its codicon. */
export function tableKind(type: string): { readonly kind: string; readonly icon: string } {
  const kind = words(type);
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
