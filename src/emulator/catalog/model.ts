import type { DataType } from "../sql/dataType.ts";

export interface Column {
  readonly name: string;
  readonly type: DataType;
  readonly comment?: string | undefined;
  readonly nullable: boolean;
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  /** Full name, three parts. */
  readonly parentTable: string;
  readonly parentColumns: readonly string[];
}

export interface Table {
  readonly name: string;
  readonly kind: "MANAGED" | "EXTERNAL" | "VIEW";
  readonly comment?: string | undefined;
  readonly owner: string;
  readonly columns: readonly Column[];
  readonly primaryKey?: readonly string[] | undefined;
  readonly foreignKeys?: readonly ForeignKey[] | undefined;
  /** Text of a view, in Databricks SQL with full names. */
  readonly definition?: string | undefined;
  /** A DuckDB query that yields the sample rows; absent for empty tables and for tables made by SQL. */
  readonly rows?: string | undefined;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

export interface Volume {
  readonly name: string;
  readonly comment?: string | undefined;
  readonly kind: "MANAGED" | "EXTERNAL";
}

export interface CatalogFunction {
  readonly name: string;
  readonly comment?: string | undefined;
  readonly returns: DataType;
  readonly parameters: readonly { readonly name: string; readonly type: DataType }[];
  readonly body: string;
}

export interface Schema {
  readonly name: string;
  readonly comment?: string | undefined;
  readonly owner: string;
  readonly tables: Map<string, Table>;
  readonly volumes: readonly Volume[];
  readonly functions: readonly CatalogFunction[];
}

export interface Catalog {
  readonly name: string;
  readonly kind: "MANAGED_CATALOG" | "SYSTEM_CATALOG";
  readonly comment?: string | undefined;
  readonly owner: string;
  readonly schemas: Map<string, Schema>;
}
