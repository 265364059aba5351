import type { TableInfo } from "../../protocol/tableDetail.ts";

/** One page of a list to ask for. */
export interface PageRequest {
  /** At most this many; the server may answer with fewer, even with none. */
  readonly pageSize: number;
  readonly pageToken?: string;
}

/** One page of a list. Only a missing `nextPageToken` ends the list: an empty page with a token does not. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextPageToken?: string;
}

export interface User {
  readonly id?: string;
  /** E-mail address of a person, application id of a service principal. */
  readonly userName: string;
  readonly displayName?: string;
}

/** What every object of Unity Catalog has. */
export interface NamedObject {
  readonly name: string;
  readonly comment?: string;
  readonly owner?: string;
  /** True when it may be seen (privilege BROWSE) but not used. */
  readonly browseOnly?: true;
}

export interface Catalog extends NamedObject {
  /** `MANAGED_CATALOG`, `FOREIGN_CATALOG`, `DELTASHARING_CATALOG`, `SYSTEM_CATALOG`, … */
  readonly type?: string;
  /** Of a foreign catalog: where its tables are. */
  readonly connectionName?: string;
  /** Of a shared catalog: who shares, and what. */
  readonly providerName?: string;
  readonly shareName?: string;
}

export type Schema = NamedObject;

/** A table or view as a list shows it: without columns. */
export interface TableSummary extends NamedObject {
  /** `MANAGED`, `EXTERNAL`, `VIEW`, `MATERIALIZED_VIEW`, `STREAMING_TABLE`, … */
  readonly type: string;
}

/** A table as a search finds it. */
export interface TableName {
  /** `catalog.schema.table`, unquoted; the last part may hold dots itself. */
  readonly fullName: string;
  readonly type: string;
}

export interface Volume extends NamedObject {
  /** `MANAGED` or `EXTERNAL`. */
  readonly type?: string;
  readonly storageLocation?: string;
}

export interface FunctionParameter {
  readonly name: string;
  readonly type: string;
  /** SQL text. */
  readonly defaultValue?: string;
}

export interface CatalogFunction extends NamedObject {
  readonly parameters: readonly FunctionParameter[];
  /** SQL type of the result; `table<…>` where it is a table. */
  readonly returns: string;
  /** `SQL`, `EXTERNAL` or a language such as `PYTHON`. */
  readonly language?: string;
  /** Source text. */
  readonly body?: string;
}

export interface RegisteredModel extends NamedObject {
  readonly aliases: readonly { readonly name: string; readonly version: number }[];
}

export interface ModelVersion {
  /** From 1. */
  readonly version: number;
  /** `READY`, `PENDING_REGISTRATION`, `FAILED_REGISTRATION`. */
  readonly status?: string;
  readonly comment?: string;
  readonly runId?: string;
  /** Epoch milliseconds. */
  readonly createdAt?: number;
  readonly createdBy?: string;
}

export interface ExternalLocation extends NamedObject {
  /** `s3://…`, `abfss://…`, `gs://…`. */
  readonly url?: string;
  readonly credential?: string;
  readonly readOnly?: true;
}

export interface Connection extends NamedObject {
  /** `POSTGRESQL`, `SNOWFLAKE`, … */
  readonly type?: string;
  readonly url?: string;
  readonly readOnly?: true;
}

/** A file or folder of a volume. */
export interface FileEntry {
  /** `/Volumes/<catalog>/<schema>/<volume>/…`, plain, without a slash at the end. */
  readonly path: string;
  readonly name: string;
  readonly isFolder: boolean;
  /** Bytes. */
  readonly size?: number;
  /** Epoch milliseconds. */
  readonly modifiedAt?: number;
}

/** Bytes `from` up to, not including, `to`. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

export interface FilePart {
  readonly bytes: Uint8Array;
  /** Bytes of the whole file, where the server says. */
  readonly size?: number;
}

/** A table with everything that a description needs, as panels show it. */
export type Table = TableInfo;

export interface Warehouse {
  readonly id: string;
  readonly name: string;
  /** `RUNNING`, `STOPPED`, `STARTING`, … */
  readonly state: string;
  /** `2X-Small` and the like. */
  readonly size?: string;
  readonly serverless: boolean;
  /** `/sql/1.0/warehouses/<id>`, the path for SQL drivers. */
  readonly httpPath: string;
}

/** A personal access token as its owner's list shows it: never its value. */
export interface PersonalToken {
  readonly id: string;
  readonly comment?: string;
  /** Epoch milliseconds. */
  readonly createdAt?: number;
  /** Epoch milliseconds; absent for a token that never expires. */
  readonly expiresAt?: number;
}

/** A token that was just made. The server shows its value this once. */
export interface NewPersonalToken {
  readonly token: PersonalToken;
  readonly value: string;
}
