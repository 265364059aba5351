import type { TColumn, TColumnDesc, TRowSet } from "@databricks/sql/thrift/TCLIService_types.js";
import { thrift } from "@databricks/sql";
import type { DataType } from "@uwdata/flechette";
import {
  binary,
  bool,
  columnFromArray,
  float32,
  float64,
  int16,
  int32,
  int64,
  int8,
  tableFromColumns,
  tableToIPC,
  utf8,
} from "@uwdata/flechette";
import { int64Value } from "./int64.ts";

const { TTypeId } = thrift.TCLIService_types;

/** Values of a column with the bits that say which of them are NULL (bit i % 8 of byte i / 8 set means NULL). */
interface ColumnData {
  readonly values: readonly unknown[];
  readonly nulls: Uint8Array;
}

interface ColumnValues extends ColumnData {
  readonly type: DataType;
}

/**
 * Rows that a server sent column by column, as one Arrow IPC stream, so that readers know a single format.
 * What travels as text (timestamps, dates, decimals, nested values) stays the server's text: exact, and nothing to guess.
 */
export function arrowFromColumns(
  columns: readonly TColumnDesc[],
  rows: Pick<TRowSet, "columns">,
): { arrow: ArrayBuffer; rowCount: number } {
  const read = columns.map((column) => columnValues(column, rows.columns?.[column.position - 1]));
  const rowCount = read[0]?.values.length ?? 0;
  const table = tableFromColumns(
    read.map(({ type, values, nulls }, i) => {
      const withNulls = values.map((value, row) => (isNull(nulls, row) ? null : value));
      return [columns[i]?.columnName ?? "", columnFromArray(withNulls, type)];
    }),
  );
  const bytes = tableToIPC(table, { format: "stream" }) ?? new Uint8Array();
  return { arrow: new Uint8Array(bytes).buffer, rowCount };
}

function columnValues(description: TColumnDesc, column: TColumn | undefined): ColumnValues {
  const filled = column && (Object.values(column) as (ColumnData | null)[]).find((data) => data !== null);
  if (!column || !filled) return { type: utf8(), values: [], nulls: new Uint8Array() };
  const { values, nulls } = filled;
  if (column.i64Val) return { type: int64(), values: values.map(int64Value), nulls };
  return { type: arrowType(column, description), values, nulls };
}

function arrowType(column: TColumn, description: TColumnDesc): DataType {
  if (column.boolVal) return bool();
  if (column.byteVal) return int8();
  if (column.i16Val) return int16();
  if (column.i32Val) return int32();
  if (column.doubleVal) {
    return description.typeDesc.types[0]?.primitiveEntry?.type === TTypeId.FLOAT_TYPE ? float32() : float64();
  }
  return column.binaryVal ? binary() : utf8();
}

const isNull = (nulls: Uint8Array, row: number): boolean => (((nulls[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;
