import type { ExportFormat } from "../exportTypes.ts";
import { arrowFileWriter } from "./arrowFile.ts";
import { parquetWriter } from "./parquet.ts";
import type { OpenWriter } from "./rowWriter.ts";
import { csvWriter, jsonLinesWriter } from "./text.ts";

export const openWriter: Readonly<Record<ExportFormat, OpenWriter>> = {
  csv: csvWriter,
  jsonl: jsonLinesWriter,
  parquet: parquetWriter,
  arrow: arrowFileWriter,
};
