/** A column of a result, in result order. Address columns by index: names may repeat. */
export interface ResultColumn {
  readonly name: string;
  /** Databricks type text such as `BIGINT`, `DECIMAL(18,2)` or `ARRAY<STRING>`. */
  readonly type: string;
}

/** Rows of a result as one complete Arrow IPC stream (schema and batches). */
export interface RowPage {
  /** Index of the first row in the whole result, from 0. */
  readonly firstRow: number;
  readonly rowCount: number;
  readonly arrow: ArrayBuffer;
}
