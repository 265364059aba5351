import type { TextRange } from "../base/text.ts";
import { plain } from "./tableReferences.ts";
import { sqlTokens } from "./tokens.ts";

/** What is being written at a place of a statement. */
export interface CompletionPlace {
  /** Names before the one being written: `main`, `sales` for `main.sales.ord`. */
  readonly qualifier: readonly string[];
  /** What there is of the name, plain. */
  readonly typed: string;
  /** What the completion replaces, an opening backtick included. */
  readonly replace: TextRange;
  /** `relation`: a table or what leads to one; `catalog`, `schema`: behind USE; `expression`: a column. */
  readonly wants: "relation" | "catalog" | "schema" | "expression";
}

const relations = new Set("FROM JOIN INTO UPDATE TABLE VIEW DESCRIBE DESC OVERWRITE ONLY EXTENDED".split(" "));
const endOfFrom = new Set("WHERE GROUP ORDER HAVING LIMIT ON SELECT UNION SET VALUES QUALIFY WINDOW".split(" "));

/**
 * What may be written at an offset; undefined in strings, comments and numbers.
 * @param offset in the statement, behind what is typed so far
 */
export function completionPlace(statement: string, offset: number): CompletionPlace | undefined {
  // A letter at the cursor shows what it would become part of.
  const probe = `${statement.slice(0, offset)}x`;
  const tokens = [...sqlTokens(probe)];
  const last = tokens.at(-1);
  if (!last || last.end !== probe.length || (last.kind !== "word" && last.kind !== "name")) return undefined;
  const text = (index: number) => {
    const token = tokens[index];
    return token ? probe.slice(token.start, token.end) : "";
  };
  const qualifier: string[] = [];
  let at = tokens.length - 1;
  while (text(at - 1) === "." && tokens[at - 1]?.end === tokens[at]?.start) {
    const part = tokens[at - 2];
    if (!part || (part.kind !== "word" && part.kind !== "name") || part.end !== tokens[at - 1]?.start) return undefined;
    qualifier.unshift(plain(probe, part));
    at -= 2;
  }
  const typed = probe.slice(last.start, offset).replace(/^`/, "").replaceAll("``", "`");
  if (/^\d/.test(qualifier[0] ?? typed)) return undefined;
  const words = tokens
    .slice(0, at)
    .map((token) => (token.kind === "name" ? "" : probe.slice(token.start, token.end).toUpperCase()));
  return { qualifier, typed, replace: { start: last.start, end: offset }, wants: wanted(words) };
}

/** Whether a line up to the cursor has gone on from `before` with nothing but letters of the name being written. */
export function isSameWord(before: string, now: string): boolean {
  return now.startsWith(before) && /^[\p{L}\p{N}_]*$/u.test(now.slice(before.length));
}

/** @param before what stands before the name, in capitals */
function wanted(before: readonly string[]): CompletionPlace["wants"] {
  const last = before.at(-1) ?? "";
  const previous = before.at(-2) ?? "";
  if (last === "CATALOG" || last === "CATALOGS") return "catalog";
  if (last === "USE" || ((last === "SCHEMA" || last === "DATABASE") && previous !== "CURRENT")) return "schema";
  if (relations.has(last) || (last === "USING" && before[0] === "MERGE")) return "relation";
  if (last === "EXISTS" && before.includes("TABLE")) return "relation";
  if (last !== ",") return "expression";
  // A comma goes on with the list that it stands in.
  const lead = before.findLast((word) => word === "FROM" || endOfFrom.has(word) || word === "(");
  return lead === "FROM" ? "relation" : "expression";
}
