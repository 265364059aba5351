import { PwafError } from "../../core/base/errors.ts";
import { repeatable } from "../../core/sql/repeatable.ts";
import type { DeckEntry } from "./queryDeck.ts";
import type { ExportFormat, ExportProgress } from "../../workspace/sql/exportTypes.ts";

/** A kind of file, as it is offered. */
export interface ExportForm {
  readonly format: ExportFormat;
  readonly title: string;
  readonly detail: string;
  /** Of a file's name, without the dot. */
  readonly extension: string;
  /** Whether an editor can show it. */
  readonly isText: boolean;
}

export const exportForms: readonly ExportForm[] = [
  {
    format: "csv",
    title: "CSV",
    detail: "Text with a line of names, for spreadsheets",
    extension: "csv",
    isText: true,
  },
  { format: "jsonl", title: "JSON Lines", detail: "One JSON object for each row", extension: "jsonl", isText: true },
  {
    format: "parquet",
    title: "Parquet",
    detail: "Columns with their types, compressed",
    extension: "parquet",
    isText: false,
  },
  { format: "arrow", title: "Arrow", detail: "Arrow IPC file, as it came", extension: "arrow", isText: false },
];

/**
 * A server hands out rows once, so an export runs its statement again.
 * @throws PwafError when that might change something
 */
export function checkExportable({ statement, database }: Pick<DeckEntry, "statement" | "database">): void {
  if (database) {
    throw new PwafError(
      "bad-request",
      `Only rows of a warehouse can be exported, and these came from ${database.name}.`,
      {
        hint: "Copy the loaded rows instead, or let psql write them: \\copy (SELECT …) TO 'rows.csv' CSV HEADER.",
      },
    );
  }
  if (repeatable(statement.sql) !== "other") return;
  throw new PwafError(
    "bad-request",
    "This result cannot be exported: its statement would run again, and it is no query.",
    {
      hint: "Copy the loaded rows instead.",
    },
  );
}

/** `12,000 rows, 3.4 MB` */
export function exportText({ rows, bytes }: ExportProgress): string {
  const noun = rows === 1 ? "row" : "rows";
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const size = (bytes / 1000 ** power).toLocaleString("en-US", { maximumFractionDigits: 1 });
  return `${rows.toLocaleString("en-US")} ${noun}, ${size} ${units[power] ?? ""}`;
}

/** `orders` for a statement of `orders.sql`: a name for a file that any system takes. */
export function exportName(file: string): string {
  const base = file.replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{N}._-]+/gu, "-");
  return base.replace(/^[-.]+|[-.]+$/g, "") || "result";
}
