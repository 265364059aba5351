import type { ResultColumn } from "../../../protocol/rows.ts";
import { quoteName } from "../../../core/base/sqlName.ts";
import { sqlLiteral } from "../../../core/sql/literal.ts";
import type { CellRange, GridSource } from "../grid/gridSource.ts";
import { isExact, isFloat, isNested } from "../grid/gridSource.ts";
import { Turns } from "./turns.ts";

/** Shapes in which cells can be copied, with their names for people. */
export const copyForms = {
  tsv: "Tab-separated text",
  csv: "CSV",
  json: "JSON",
  markdown: "Markdown",
  insert: "INSERT statement",
  inList: "IN list",
} as const;
export type CopyForm = keyof typeof copyForms;

export interface CopyRequest {
  readonly form: CopyForm;
  readonly range: CellRange;
  /** A first line of column names, where the form leaves the choice. */
  readonly headers: boolean;
}

/** More would stall the editor, which has to carry it to the clipboard in one piece. In characters. */
const longestCopy = 64_000_000;

/** Why cells cannot be copied in this form. */
export class CopyRefused extends Error {}

/**
 * The cells of a range as text.
 * @param didRead told now and then how many rows have been read
 * @throws CopyRefused, or the signal's reason when it fires
 */
export async function copyText(
  source: GridSource,
  request: CopyRequest,
  didRead: (rows: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const { form, range } = request;
  const columns = source.columns.slice(range.left, range.right + 1);
  const isOneCell = range.top === range.bottom && columns.length === 1;
  if (isOneCell && form === "tsv" && !request.headers) return source.fullText(range.top, range.left) ?? "NULL";
  const turns = new Turns(signal);
  const writer = writers[form](columns, request.headers);
  const parts: string[] = [];
  let length = 0;
  for (let row = range.top; row <= range.bottom; row++) {
    const cells = columns.map((_, index) => source.fullText(row, range.left + index));
    const part = writer.row(cells, row === range.top);
    parts.push(part);
    length += part.length;
    if (length > longestCopy) {
      throw new CopyRefused(`That is more than a clipboard should hold. Copy fewer cells, or export the result.`);
    }
    if (!turns.isOver) continue;
    didRead(row - range.top + 1);
    await turns.pause();
  }
  return writer.begin + parts.join("") + writer.end();
}

interface Writer {
  readonly begin: string;
  row(cells: readonly (string | undefined)[], isFirst: boolean): string;
  end(): string;
}

const writers: Readonly<Record<CopyForm, (columns: readonly ResultColumn[], headers: boolean) => Writer>> = {
  tsv: (columns, headers) => lines(columns, headers, "\t", tsvField, "NULL"),
  // An empty field is NULL and a quoted one is the empty text, as COPY of PostgreSQL and others read it.
  csv: (columns, headers) => lines(columns, headers, ",", csvField, ""),
  json: (columns) => {
    const names = uniqueNames(columns).map((name) => JSON.stringify(name));
    return {
      begin: "[",
      row: (cells, isFirst) => {
        const fields = cells.map((cell, index) => `${names[index] ?? ""}: ${jsonValue(cell, columns[index])}`);
        return `${isFirst ? "" : ","}\n  { ${fields.join(", ")} }`;
      },
      end: () => "\n]",
    };
  },
  markdown: (columns) => ({
    begin: [
      `| ${columns.map(({ name }) => markdownField(name)).join(" | ")} |`,
      `| ${columns.map((column) => (isExact(column) || isFloat(column) ? "--:" : "---")).join(" | ")} |`,
    ].join("\n"),
    row: (cells) => `\n| ${cells.map((cell) => (cell === undefined ? "NULL" : markdownField(cell))).join(" | ")} |`,
    end: () => "",
  }),
  insert: (columns) => {
    const names = columns.map(({ name }) => name.toLowerCase());
    const repeated = columns.find(
      ({ name }) => names.indexOf(name.toLowerCase()) !== names.lastIndexOf(name.toLowerCase()),
    );
    if (repeated)
      throw new CopyRefused(`INSERT takes each column once, and “${repeated.name}” is there twice. Hide one.`);
    return {
      begin: `INSERT INTO table_name (${columns.map(({ name }) => quoteName(name)).join(", ")}) VALUES`,
      row: (cells, isFirst) => {
        const values = cells.map((cell, index) => sqlLiteral(cell, columns[index]?.type ?? ""));
        return `${isFirst ? "" : ","}\n  (${values.join(", ")})`;
      },
      end: () => ";",
    };
  },
  inList: (columns) => {
    const known = new Set<string>();
    return {
      begin: "(",
      row: (cells) => {
        const values = cells.flatMap((cell, index) =>
          cell === undefined ? [] : sqlLiteral(cell, columns[index]?.type ?? ""),
        );
        // NULL is left out: no value ever equals it.
        const added = [...new Set(values)].filter((value) => !known.has(value));
        const before = known.size === 0 ? "" : ", ";
        for (const value of added) known.add(value);
        return added.length === 0 ? "" : before + added.join(", ");
      },
      end: () => {
        if (known.size === 0) throw new CopyRefused("There is no value to list: all of these cells are NULL.");
        return ")";
      },
    };
  },
};

function lines(
  columns: readonly ResultColumn[],
  headers: boolean,
  separator: string,
  field: (text: string) => string,
  nothing: string,
): Writer {
  const line = (cells: readonly (string | undefined)[]): string =>
    cells.map((cell) => (cell === undefined ? nothing : field(cell))).join(separator);
  return {
    begin: headers ? line(columns.map(({ name }) => name)) : "",
    row: (cells, isFirst) => `${isFirst && !headers ? "" : "\n"}${line(cells)}`,
    end: () => "",
  };
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
/** A text `NULL` is quoted, so that it differs from no value. */
const tsvField = (text: string): string => (/[\t\r\n"]/.test(text) || text === "NULL" ? quoted(text) : text);
const csvField = (text: string): string => (/[,\r\n"]/.test(text) || text === "" ? quoted(text) : text);
const markdownField = (text: string): string =>
  text
    .replaceAll("\\", "\\\\")
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;")
    .replace(/\r\n|\r|\n/g, "<br>");

/** An object takes each name once: `id`, `id (2)`. */
function uniqueNames(columns: readonly ResultColumn[]): string[] {
  const names: string[] = [];
  for (const { name } of columns) {
    let unique = name;
    for (let count = 2; names.includes(unique); count++) unique = `${name} (${count})`;
    names.push(unique);
  }
  return names;
}

/** Numbers and nested values as they are, digit by digit; what JSON has no form for, such as NaN, as text. */
function jsonValue(text: string | undefined, column: ResultColumn | undefined): string {
  if (text === undefined || !column) return "null";
  const isNumber = (isExact(column) || isFloat(column)) && /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text);
  if (isNumber || /^BOOLEAN\b/i.test(column.type)) return text;
  if (!isNested(column)) return JSON.stringify(text);
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}
