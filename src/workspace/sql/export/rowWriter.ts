import type { ResultColumn } from "../../../protocol/rows.ts";
import type { ExportFormat } from "../exportTypes.ts";
import { arrowFileWriter } from "./arrowFile.ts";
import type { ExportFile } from "./exportFile.ts";
import { parquetWriter } from "./parquet.ts";
import { csvWriter, jsonLinesWriter } from "./text.ts";

/** Writes pages of rows in one format. Each page is a complete Arrow IPC stream, all with the same columns. */
export interface RowWriter {
  /** Resolves when the file has taken the page, so that no more than one waits. */
  write(page: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Writes what comes behind the rows. */
  finish(): Promise<void>;
}

/** @param first A page, with or without rows, that tells how the columns travel. */
export type OpenWriter = (
  file: ExportFile,
  columns: readonly ResultColumn[],
  first: Uint8Array<ArrayBuffer>,
) => Promise<RowWriter>;

export const openWriter: Readonly<Record<ExportFormat, OpenWriter>> = {
  csv: csvWriter,
  jsonl: jsonLinesWriter,
  parquet: parquetWriter,
  arrow: arrowFileWriter,
};
