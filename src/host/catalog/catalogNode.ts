import type { PwafError } from "../../core/base/errors.ts";
import type { TableColumn } from "../../protocol/tableDetail.ts";
import type { Catalog, Schema, TableSummary } from "../../workspace/rest/types.ts";

interface NodeBase {
  /** Unique and stable: the profile, the kind and the full name. */
  readonly id: string;
  readonly parent: ContainerNode | undefined;
}

export interface CatalogEntry extends NodeBase {
  readonly kind: "catalog";
  readonly path: readonly [string];
  readonly info: Catalog;
}

export interface SchemaEntry extends NodeBase {
  readonly kind: "schema";
  readonly path: readonly [string, string];
  readonly info: Schema;
}

export interface TableEntry extends NodeBase {
  readonly kind: "table";
  readonly path: readonly [string, string, string];
  readonly info: TableSummary;
}

export interface ColumnEntry extends NodeBase {
  readonly kind: "column";
  readonly path: readonly [string, string, string, string];
  readonly info: TableColumn;
}

/** Stands for the pages that are not loaded yet. */
export interface MoreNode extends NodeBase {
  readonly kind: "more";
  readonly loading: boolean;
  /** How many entries are loaded. */
  readonly loaded: number;
}

export interface EmptyNode extends NodeBase {
  readonly kind: "empty";
}

export interface ErrorNode extends NodeBase {
  readonly kind: "error";
  readonly error: PwafError;
}

/** Nodes that can be expanded. */
export type ContainerNode = CatalogEntry | SchemaEntry | TableEntry;
/** Nodes that stand for an object with a name. */
export type NamedNode = ContainerNode | ColumnEntry;
export type CatalogNode = NamedNode | MoreNode | EmptyNode | ErrorNode;

export function isNamed(node: CatalogNode): node is NamedNode {
  return "path" in node;
}

export function isContainer(node: CatalogNode): node is ContainerNode {
  return isNamed(node) && node.kind !== "column";
}

/** The same for the same profile, kind and name, whatever characters the names hold. */
export function nodeId(scope: string, kind: CatalogNode["kind"], path: readonly string[]): string {
  return JSON.stringify([scope, kind, ...path]);
}
