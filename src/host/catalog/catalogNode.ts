import type { PwafError } from "../../core/base/errors.ts";
import type { TableColumn } from "../../protocol/tableDetail.ts";
import type {
  Catalog,
  CatalogFunction,
  Connection,
  ExternalLocation,
  FileEntry,
  ModelVersion,
  RegisteredModel,
  Schema,
  TableSummary,
  Volume,
  Warehouse,
} from "../../workspace/rest/types.ts";

interface NodeBase {
  /** Unique and stable: the scope, the kind and the full name. */
  readonly id: string;
  /** The profile, and the part of the tree: a favourite stands in the tree twice. */
  readonly scope: string;
  readonly parent: ContainerNode | undefined;
}

interface Entry<Kind extends string, Path extends readonly string[], Info> extends NodeBase {
  readonly kind: Kind;
  /** The parts of the full name, plain. */
  readonly path: Path;
  readonly info: Info;
}

type InSchema = readonly [catalog: string, schema: string, name: string];

export type CatalogEntry = Entry<"catalog", readonly [catalog: string], Catalog>;
export type SchemaEntry = Entry<"schema", readonly [catalog: string, schema: string], Schema>;
export type TableEntry = Entry<"table", InSchema, TableSummary>;
export type ColumnEntry = Entry<"column", readonly [...InSchema, column: string], TableColumn>;
export type VolumeEntry = Entry<"volume", InSchema, Volume>;
/** Below the volume's own name the path holds folders and file. */
export type FolderNode = Entry<"folder", readonly [...InSchema, ...string[]], FileEntry>;
export type FileNode = Entry<"file", readonly [...InSchema, ...string[]], FileEntry>;
export type FunctionEntry = Entry<"function", InSchema, CatalogFunction>;
export type ModelEntry = Entry<"model", InSchema, RegisteredModel>;
export type VersionEntry = Entry<"version", readonly [...InSchema, version: string], ModelVersion>;
export type LocationEntry = Entry<"location", readonly [name: string], ExternalLocation>;
export type ConnectionEntry = Entry<"connection", readonly [name: string], Connection>;
export type WarehouseEntry = Entry<"warehouse", readonly [id: string], Warehouse>;

/** What a schema holds, by kind. */
export const schemaGroups = ["tables", "volumes", "functions", "models"] as const;
/** What belongs to no catalog. */
export const rootGroups = ["warehouses", "locations", "connections"] as const;
export type GroupKind = (typeof schemaGroups)[number] | (typeof rootGroups)[number] | "favourites";

/** Holds the objects of one kind. */
export interface GroupNode extends NodeBase {
  readonly kind: "group";
  readonly of: GroupKind;
  /** Where it stands: of a schema, or empty. */
  readonly path: readonly string[];
}

/** Stands for the pages that are not loaded yet. */
export interface MoreNode extends NodeBase {
  readonly kind: "more";
  readonly loading: boolean;
  /** How many entries are loaded. */
  readonly loaded: number;
}

/** Stands for neighbours in a long list. The other parts of the product know the list only; the editor alone sees parts. */
export interface RangeNode extends NodeBase {
  readonly kind: "range";
  readonly parent: ContainerNode;
  /** In order, at least one. */
  readonly entries: readonly CatalogNode[];
}

export interface EmptyNode extends NodeBase {
  readonly kind: "empty";
  /** The filter that hides what is there; absent where there is nothing. */
  readonly filter?: string;
}

export interface ErrorNode extends NodeBase {
  readonly kind: "error";
  readonly error: PwafError;
}

/** Nodes that can be expanded. */
export type ContainerNode = GroupNode | CatalogEntry | SchemaEntry | TableEntry | VolumeEntry | FolderNode | ModelEntry;
/** Nodes that stand for an object with a name. */
export type NamedNode =
  | Exclude<ContainerNode, GroupNode>
  | ColumnEntry
  | FileNode
  | FunctionEntry
  | VersionEntry
  | LocationEntry
  | ConnectionEntry
  | WarehouseEntry;
/** What a branch of the tree is made of. */
export type BranchNode = NamedNode | GroupNode;
export type CatalogNode = BranchNode | MoreNode | RangeNode | EmptyNode | ErrorNode;

export function isNamed(node: CatalogNode): node is NamedNode {
  return "info" in node;
}

const containers: ReadonlySet<CatalogNode["kind"]> = new Set<ContainerNode["kind"]>([
  "group",
  "catalog",
  "schema",
  "table",
  "volume",
  "folder",
  "model",
]);

export function isContainer(node: CatalogNode): node is ContainerNode {
  return containers.has(node.kind);
}

/** The same for the same scope, kind and name, whatever characters the names hold. */
export function nodeId(scope: string, kind: CatalogNode["kind"], path: readonly string[]): string {
  return JSON.stringify([scope, kind, ...path]);
}

export function groupNode(
  scope: string,
  of: GroupKind,
  parent: ContainerNode | undefined,
  path: readonly string[] = [],
): GroupNode {
  return { kind: "group", id: nodeId(scope, "group", [of, ...path]), scope, of, parent, path };
}
