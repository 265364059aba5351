import type { Batch } from "@uwdata/flechette";
import type { ColumnSource } from "hyparquet-writer";
import { distinctNames } from "../../../core/sql/columnNames.ts";
import type { ResultColumn } from "../../../protocol/rows.ts";
import type { ExportFile } from "./exportFile.ts";
import { readPage, rowBlocks } from "./pages.ts";
import type { ParquetColumn } from "./parquetColumn.ts";
import { parquetColumn, parquetValue } from "./parquetColumn.ts";
import type { RowWriter } from "./rowWriter.ts";

/** A row group is written once it has this many rows or came in this many bytes; that much is in memory, as JavaScript values. */
const groupRows = 100_000;
const groupBytes = 8 * 1024 * 1024;

/** Row groups as they fill, the table of contents at the end. Compressed with Snappy; names are made distinct. */
export async function parquetWriter(
  file: ExportFile,
  columns: readonly ResultColumn[],
  first: Uint8Array<ArrayBuffer>,
): Promise<RowWriter> {
  const { ByteWriter, ParquetWriter } = await import("hyparquet-writer");
  const { fields } = readPage(first).schema;
  const names = distinctNames(columns.map(({ name }) => name));
  const shapes = fields.map(({ type }, i) => parquetColumn(names[i] ?? `column_${i + 1}`, type, columns[i]?.type));
  const bytes = new ByteWriter();
  const parquet = new ParquetWriter({
    writer: bytes,
    schema: [{ name: "root", num_children: shapes.length }, ...shapes.flatMap(({ schema }) => schema)],
    createdBy: "pwaf-toolkit",
  });
  const flush = async (): Promise<void> => {
    await file.write(bytes.getBytes());
    bytes.index = 0;
  };

  let group = emptyGroup(shapes);
  const writeGroup = async (): Promise<void> => {
    if (group.rows === 0) return;
    void parquet.write({ columnData: group.columns, rowGroupSize: group.rows });
    group = emptyGroup(shapes);
    await flush();
  };
  return {
    async write(page) {
      for (const { rowCount, columns: batches } of rowBlocks(page)) {
        group.columns.forEach(({ data }, i) => append(data, shapes[i], batches[i], rowCount));
        group.rows += rowCount;
      }
      group.bytes += page.byteLength;
      if (group.rows >= groupRows || group.bytes >= groupBytes) await writeGroup();
    },
    async finish() {
      await writeGroup();
      void parquet.finish();
      await flush();
    },
  };
}

interface RowGroup {
  rows: number;
  bytes: number;
  readonly columns: (ColumnSource & { readonly data: unknown[] })[];
}

function emptyGroup(shapes: readonly ParquetColumn[]): RowGroup {
  const columns = shapes.map(({ schema: [element] }) => {
    const isFloat = element?.type === "DOUBLE" || element?.type === "FLOAT";
    // A dictionary would make one value of 0 and -0.
    return { name: element?.name ?? "", data: [], ...(isFloat ? { encoding: "PLAIN" as const } : {}) };
  });
  return { rows: 0, bytes: 0, columns };
}

function append(
  data: unknown[],
  shape: ParquetColumn | undefined,
  batch: Batch<unknown> | undefined,
  rows: number,
): void {
  if (!shape || !batch) throw new Error("The columns of a page are not those of the first.");
  for (let row = 0; row < rows; row++) data.push(parquetValue(shape, batch, row));
}
