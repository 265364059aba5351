import type { ResultColumn } from "../../../protocol/rows.ts";
import type { ExportFile } from "./exportFile.ts";

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
