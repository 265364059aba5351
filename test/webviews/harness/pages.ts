import {
  tableToIPC,
  Table,
  makeVector,
  vectorFromArray,
  Schema,
  Field,
  RecordBatch,
  makeData,
  Struct,
  Utf8,
} from "apache-arrow";
import type { Data, DataType, Vector } from "apache-arrow";
import type { ResultColumn, RowPage } from "../../../src/protocol/rows.ts";

/** One column of a test result: its Databricks type, its Arrow type, its values. */
export interface TestColumn {
  readonly name: string;
  readonly type: string;
  readonly vector: Vector<DataType>;
}

export function column(name: string, type: string, arrowType: DataType, values: readonly unknown[]): TestColumn {
  return { name, type, vector: vectorFromArray([...values], arrowType) };
}

export const columnsOf = (columns: readonly TestColumn[]): ResultColumn[] =>
  columns.map(({ name, type }) => ({ name, type }));

/** One complete Arrow IPC stream, as the host sends it. Columns go by place, so names may repeat. */
export function page(firstRow: number, columns: readonly TestColumn[]): RowPage {
  const rowCount = columns[0]?.vector.length ?? 0;
  const schema = new Schema(columns.map(({ name, vector }) => new Field(name, vector.type, true)));
  const children: Data[] = columns.map(({ vector }) => vector.data[0]!);
  const data = makeData({ type: new Struct(schema.fields), length: rowCount, nullCount: 0, children });
  const bytes = tableToIPC(new Table(schema, new RecordBatch(schema, data)), "stream");
  return { firstRow, rowCount, arrow: new Uint8Array(bytes).buffer };
}

/** Rows of a made-up fact table: an exact 64-bit id, a label, an amount and a flag. */
export function factPage(firstRow: number, rowCount: number): RowPage {
  const ids = BigInt64Array.from({ length: rowCount }, (_, i) => BigInt(firstRow + i));
  const amounts = Float64Array.from({ length: rowCount }, (_, i) => (firstRow + i) / 8);
  const labels = Array.from({ length: rowCount }, (_, i) => `order ${firstRow + i}`);
  return page(firstRow, [
    { name: "id", type: "BIGINT", vector: makeVector(ids) },
    { name: "label", type: "STRING", vector: vectorFromArray(labels, new Utf8()) },
    { name: "amount", type: "DOUBLE", vector: makeVector(amounts) },
  ]);
}

export const factColumns: readonly ResultColumn[] = [
  { name: "id", type: "BIGINT" },
  { name: "label", type: "STRING" },
  { name: "amount", type: "DOUBLE" },
];
