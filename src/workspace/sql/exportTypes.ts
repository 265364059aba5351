/** Kinds of file that a result can be written to. `arrow` is the Arrow IPC file format, also known as Feather version 2. */
export const exportFormats = ["csv", "jsonl", "parquet", "arrow"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportOptions {
  readonly format: ExportFormat;
  /** Absolute path. A file of that name is replaced once all rows are written, and stays as it was until then. */
  readonly file: string;
}

/** How far an export has come. */
export interface ExportProgress {
  readonly rows: number;
  /** Bytes written to the file. */
  readonly bytes: number;
}
