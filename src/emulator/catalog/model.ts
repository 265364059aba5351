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
  readonly kind: "MANAGED" | "EXTERNAL" | "VIEW" | "MATERIALIZED_VIEW" | "STREAMING_TABLE" | "FOREIGN";
  readonly comment?: string | undefined;
  readonly owner: string;
  readonly columns: readonly Column[];
  readonly primaryKey?: readonly string[] | undefined;
  readonly foreignKeys?: readonly ForeignKey[] | undefined;
  /** Text of a view or a materialised one, in Databricks SQL with full names. */
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
  readonly files?: readonly VolumeFile[] | undefined;
}

export interface VolumeFile {
  /** Below the volume: `2026/orders.csv`. */
  readonly path: string;
  /** Made when somebody looks. */
  readonly content: () => Promise<Buffer>;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
}

export interface RegisteredModel {
  readonly name: string;
  readonly comment?: string | undefined;
  /** Alias → version. */
  readonly aliases: Readonly<Record<string, number>>;
  /** In the order of their numbers, from 1. */
  readonly versions: readonly ModelVersion[];
}

export interface ModelVersion {
  readonly status: "READY" | "PENDING_REGISTRATION" | "FAILED_REGISTRATION";
  readonly comment?: string | undefined;
  readonly runId: string;
}

export interface ExternalLocation {
  readonly name: string;
  readonly url: string;
  readonly credential: string;
  readonly comment?: string | undefined;
  readonly readOnly: boolean;
}

export interface Connection {
  readonly name: string;
  readonly type: string;
  readonly url: string;
  readonly comment?: string | undefined;
  /** As `CREATE CONNECTION … OPTIONS` has them, without secrets. */
  readonly options?: Readonly<Record<string, string>> | undefined;
  /** Options whose values lie in a secret scope, by name. */
  readonly secrets?: Readonly<Record<string, SecretReference>> | undefined;
}

/** `secret('<scope>', '<key>')` of SQL. */
export interface SecretReference {
  readonly scope: string;
  readonly key: string;
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
  readonly models?: readonly RegisteredModel[] | undefined;
}

export interface Catalog {
  readonly name: string;
  readonly kind: "MANAGED_CATALOG" | "SYSTEM_CATALOG" | "FOREIGN_CATALOG" | "DELTASHARING_CATALOG";
  readonly comment?: string | undefined;
  readonly owner: string;
  readonly schemas: Map<string, Schema>;
  /** Of a foreign catalog. */
  readonly connection?: string | undefined;
  /** Of a shared catalog. */
  readonly share?: { readonly provider: string; readonly name: string } | undefined;
  /** Everybody may see that it is there (BROWSE), nobody may look inside. */
  readonly isClosed?: boolean | undefined;
}
