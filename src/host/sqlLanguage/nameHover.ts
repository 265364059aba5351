import * as vscode from "vscode";
import { sqlName } from "../../core/base/sqlName.ts";
import type { TableMeaning } from "./meaning.ts";

/** A hover is for a look; the table's panel shows all. */
const mostColumns = 25;
/** Longer names push only their own line to the right. */
const widestName = 24;

/** What a table or column is. Names and comments come from the workspace: `appendText` keeps them text. */
export function hoverText({ kind, path, table }: TableMeaning): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  if (kind === "column") {
    const column = table.columns.find(({ name }) => name === path[3]);
    text.appendCodeblock(
      `${sqlName([path[3] ?? ""])} ${column?.type ?? ""}${column?.nullable === false ? " NOT NULL" : ""}`,
      "sql",
    );
    text.appendText(`Column of ${path.slice(0, 3).join(".")}`);
    if (column?.primaryKey !== undefined) text.appendText(", primary key");
    if (column?.comment !== undefined) text.appendMarkdown("\n\n").appendText(column.comment);
    return text;
  }
  const { tableType, comment, columns } = table;
  text.appendCodeblock(sqlName(path), "sql");
  text.appendText(tableType === "MANAGED" || tableType === "" ? "table" : tableType.toLowerCase().replaceAll("_", " "));
  if (comment !== undefined) text.appendMarkdown("\n\n").appendText(comment);
  const shown = columns.slice(0, mostColumns);
  const width = Math.min(Math.max(...shown.map(({ name }) => name.length)), widestName);
  const lines = shown.map(({ name, type, nullable, comment: about }) => {
    const note = about === undefined ? "" : `  ${about.replace(/\s+/g, " ")}`;
    return `${name.padEnd(width)}  ${type}${nullable ? "" : " not null"}${note}`;
  });
  if (columns.length > mostColumns) lines.push(`… and ${columns.length - mostColumns} more`);
  if (lines.length > 0) text.appendCodeblock(lines.join("\n"), "plaintext");
  return text;
}
