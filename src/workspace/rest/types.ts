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

export interface Catalog {
  readonly name: string;
  /** `MANAGED_CATALOG`, `FOREIGN_CATALOG`, … */
  readonly type?: string;
  readonly comment?: string;
  readonly owner?: string;
}

export interface Schema {
  readonly name: string;
  readonly comment?: string;
  readonly owner?: string;
}

/** A table or view as a list shows it: without columns. */
export interface TableSummary {
  readonly name: string;
  /** `MANAGED`, `EXTERNAL`, `VIEW`, `MATERIALIZED_VIEW`, `STREAMING_TABLE`, … */
  readonly type: string;
  readonly comment?: string;
  readonly owner?: string;
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
