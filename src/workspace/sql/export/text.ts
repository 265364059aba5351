import type { Batch } from "@uwdata/flechette";
import { valueJson, valueText } from "../../../core/sql/arrowText.ts";
import { distinctNames } from "../../../core/sql/columnNames.ts";
import { csvField } from "../../../core/sql/csv.ts";
import type { ResultColumn } from "../../../protocol/rows.ts";
import type { ExportFile } from "./exportFile.ts";
import { rowBlocks } from "./pages.ts";
import type { RowWriter } from "./rowWriter.ts";

/** Characters that go to the file at a time: a page of long texts would not fit into one string. */
const chunkLength = 1_000_000;

/** Comma-separated, a header line, UTF-8, line feeds. NULL is an empty field, an empty text a quoted one. */
export async function csvWriter(file: ExportFile, columns: readonly ResultColumn[]): Promise<RowWriter> {
  const types = columns.map(({ type }) => type);
  await file.write(Buffer.from(`${columns.map(({ name }) => csvField(name)).join(",")}\n`));
  return lineWriter(file, (values, row) =>
    values.map((batch, i) => csvField(valueText(batch, row, types[i] ?? "", Infinity)?.text)).join(","),
  );
}

/** One JSON object a line. Every column is there in every line; numbers have all their digits. */
export async function jsonLinesWriter(file: ExportFile, columns: readonly ResultColumn[]): Promise<RowWriter> {
  const types = columns.map(({ type }) => type);
  const keys = distinctNames(columns.map(({ name }) => name)).map((name) => `${JSON.stringify(name)}:`);
  return lineWriter(
    file,
    (values, row) => `{${values.map((batch, i) => (keys[i] ?? "") + valueJson(batch, row, types[i] ?? "")).join(",")}}`,
  );
}

function lineWriter(file: ExportFile, line: (values: readonly Batch<unknown>[], row: number) => string): RowWriter {
  return {
    async write(page) {
      let text = "";
      for (const { rowCount, columns } of rowBlocks(page)) {
        for (let row = 0; row < rowCount; row++) {
          text += `${line(columns, row)}\n`;
          if (text.length < chunkLength) continue;
          await file.write(Buffer.from(text));
          text = "";
        }
      }
      if (text !== "") await file.write(Buffer.from(text));
    },
    finish: async () => {},
  };
}
