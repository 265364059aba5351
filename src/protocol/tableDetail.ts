import type { ViewError } from "./messages.ts";
import type { PaneState } from "./pane.ts";
import type { ResultColumn, RowPage } from "./rows.ts";

export interface TableColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly comment?: string;
  /** 1-based place in the primary key, when the table declares one. */
  readonly primaryKey?: number;
  /** Name of the function that hides values from some readers. */
  readonly mask?: string;
}

export type TableConstraint =
  | { readonly kind: "primaryKey"; readonly name: string; readonly columns: readonly string[] }
  | {
      readonly kind: "foreignKey";
      readonly name: string;
      readonly columns: readonly string[];
      readonly parentTable: string;
      readonly parentColumns: readonly string[];
    }
  | { readonly kind: "check"; readonly name: string; readonly expression: string };

export interface TableInfo {
  /** `catalog.schema.table`, unquoted. */
  readonly fullName: string;
  /** `MANAGED`, `VIEW`, … as the workspace says. */
  readonly tableType: string;
  readonly owner?: string;
  readonly comment?: string;
  readonly format?: string;
  readonly id?: string;
  readonly location?: string;
  /** Epoch milliseconds. */
  readonly createdAt?: number;
  readonly createdBy?: string;
  /** Epoch milliseconds. */
  readonly updatedAt?: number;
  readonly updatedBy?: string;
  /** Id of the pipeline that fills it. */
  readonly pipelineId?: string;
  /** Name of the function that hides rows from some readers. */
  readonly rowFilter?: string;
  /** The query of a view. */
  readonly definition?: string;
  /** Absent when the workspace did not say. */
  readonly constraints?: readonly TableConstraint[];
  readonly properties?: readonly (readonly [string, string])[];
  readonly columns: readonly TableColumn[];
}

export interface Tag {
  /** Absent for a tag of the table itself. */
  readonly column?: string;
  readonly name: string;
  readonly value: string;
}

export interface TableRows {
  readonly columns: readonly ResultColumn[];
  /** Without rows, `arrow` is empty. */
  readonly page: RowPage;
  /** True when there are more rows than these. */
  readonly truncated: boolean;
}

/** How a table is stored, as the warehouse says; what it does not say is undefined. */
export interface TableStorage {
  readonly files: number | undefined;
  readonly bytes: number | undefined;
  readonly partitionColumns: readonly string[] | undefined;
  readonly clusteringColumns: readonly string[] | undefined;
  readonly readerVersion: number | undefined;
  readonly writerVersion: number | undefined;
  readonly features: readonly string[] | undefined;
}

export interface Permission {
  readonly principal: string;
  readonly privilege: string;
  /** The object that passes it on; absent when it was granted on the table itself. */
  readonly from?: { readonly type: string; readonly name: string };
}

export interface LineageTable {
  readonly fullName: string;
  readonly type?: string;
}

export interface Lineage {
  readonly upstream: readonly LineageTable[];
  readonly downstream: readonly LineageTable[];
  /** Who answered, and for which time, for people. */
  readonly source: string;
}

/** What each part of the panel shows once it is there. The parts load on their own, when they are first looked at. */
export interface PaneContents {
  readonly description: TableInfo;
  readonly tags: readonly Tag[];
  readonly sample: TableRows;
  readonly storage: TableStorage;
  readonly permissions: readonly Permission[];
  readonly lineage: Lineage;
  readonly ddl: string;
  readonly history: TableRows;
}

export type PaneId = keyof PaneContents;

/** The new state of one part. */
export type PaneMessage = { [K in PaneId]: { readonly id: K; readonly state: PaneState<PaneContents[K]> } }[PaneId];

/** As `core/statistics` computes them. */
export interface ColumnStatistics {
  readonly name: string;
  readonly type: string;
  /** Rows that were looked at. */
  readonly rows: number;
  readonly nulls: number;
  readonly distinct?: { readonly count: number; readonly isEstimate: boolean };
  readonly min?: string;
  readonly max?: string;
  /** The most frequent values first. */
  readonly top?: readonly { readonly value: string; readonly count: number }[];
  readonly histogram?: readonly { readonly from: string; readonly to: string; readonly count: number }[];
  /** Why a part is missing. */
  readonly note?: string;
}

export interface StatisticsState {
  readonly phase: "idle" | "running" | "done" | "stopped" | "failed";
  /** Complete ones, in the order of the table. */
  readonly columns: readonly ColumnStatistics[];
  /** How many were asked for. */
  readonly total: number;
  /** What was run, in order. */
  readonly statements: readonly string[];
  readonly error?: ViewError;
}

export interface StatisticsRequest {
  readonly columns: readonly string[];
  /** Absent for all rows. */
  readonly rows?: number;
}

export interface TableDetailProtocol {
  readonly toView: { readonly pane: PaneMessage; readonly statistics: StatisticsState };
  readonly toHost: {
    readonly ready: undefined;
    /** Everything that was shown, anew. */
    readonly reload: undefined;
    /** A part came into sight. */
    readonly show: { readonly pane: PaneId };
    /** Load it now, whatever it shows. */
    readonly load: { readonly pane: PaneId };
    readonly cancel: { readonly pane: PaneId };
    /** A button of an error. */
    readonly action: { readonly pane: PaneId | "statistics"; readonly id: string };
    readonly computeStatistics: StatisticsRequest;
    readonly cancelStatistics: undefined;
    readonly copy: { readonly text: string };
    /** Puts SQL into an editor of its own. */
    readonly openSql: { readonly sql: string };
    readonly openTable: { readonly fullName: string };
    readonly buildGrants: undefined;
  };
}
