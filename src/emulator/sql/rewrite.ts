import { databaseName, reservedDatabases } from "../catalog/store.ts";
import { isName, isSign, isWord, positionOf, type Token, tokens } from "./lexer.ts";
import type { Parameter } from "./session.ts";
import { SqlError } from "./sqlError.ts";

export interface Rewritten {
  readonly sql: string;
  /** Total of all `pwaf_sleep(seconds)` calls, a function of this emulator for tests of slow queries. */
  readonly sleepSeconds: number;
  readonly usesInformationSchema: boolean;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Prepares a Databricks statement for the dialect translation: fills in parameters and maps the few constructs
 * that the translation leaves alone. `catalog` is the session's. Works on tokens, so that texts and comments are never touched.
 */
export function rewrite(sql: string, catalog: string, parameters: readonly Parameter[]): Rewritten {
  const all = tokens(sql);
  const edits: Edit[] = [];
  let sleepSeconds = 0;
  let usesInformationSchema = false;
  const unnamed = parameters.filter(({ name }) => name === undefined);
  let ordinal = 0;
  for (let i = 0; i < all.length; i++) {
    const token = all[i];
    if (token === undefined) break;
    const [next, second, third, fourth] = all.slice(i + 1, i + 5);
    const before = all[i - 1];
    if (isSign(token, "?")) {
      edits.push({ ...spanOf(token), text: parameterText(unnamed[ordinal++], `?${ordinal}`, sql, token) });
    } else if (isSign(token, ":") && next?.kind === "word" && next.start === token.end && !isPathOf(before, token)) {
      const found = parameters.find((item) => item.name === next.text);
      edits.push({ start: token.start, end: next.end, text: parameterText(found, `:${next.text}`, sql, token) });
      i++;
    } else if (
      isWord(token, "PWAF_SLEEP") &&
      isSign(next, "(") &&
      second?.kind === "number" &&
      third !== undefined &&
      isSign(third, ")")
    ) {
      sleepSeconds += Number(second.text);
      edits.push({ start: token.start, end: third.end, text: second.text });
      i += 3;
    } else if (
      isWord(token, "CURRENT_TIMESTAMP") &&
      next !== undefined &&
      second !== undefined &&
      isSign(next, "(") &&
      isSign(second, ")")
    ) {
      edits.push({ start: next.start, end: second.end, text: "" });
    } else if (isWord(token, "TIMESTAMP_NTZ") && next?.kind === "string") {
      edits.push({
        start: token.start,
        end: next.end,
        text: `CAST(${sql.slice(next.start, next.end)} AS TIMESTAMP_NTZ)`,
      });
      i++;
    } else if (
      isWord(token, "RANGE") &&
      isSign(next, "(") &&
      (isWord(before, "FROM") || isWord(before, "JOIN") || isSign(before, ","))
    ) {
      const alias = rangeAlias(all, i + 1);
      if (alias !== undefined) edits.push(alias);
    } else if ((isWord(token, "VERSION") || isWord(token, "TIMESTAMP")) && isWord(next, "AS") && isWord(second, "OF")) {
      throw SqlError.unsupported("Time travel", positionOf(sql, token.start));
    } else if (isName(token) && isSign(next, ".") && isName(second) && !isSign(before, ".")) {
      const isThreePart = isSign(third, ".") && isName(fourth);
      if (isWord(token, "INFORMATION_SCHEMA") && !isThreePart) {
        usesInformationSchema = true;
        edits.push({ ...spanOf(token), text: informationSchema(catalog) });
        continue;
      }
      if (isThreePart && isWord(second, "INFORMATION_SCHEMA")) {
        usesInformationSchema = true;
        edits.push({ start: token.start, end: second.end, text: informationSchema(token.text) });
        i += 2;
      } else if (reservedDatabases.has(token.text.toLowerCase()) && (isThreePart || isSchemaName(all, i))) {
        edits.push({ ...spanOf(token), text: `\`${databaseName(token.text.toLowerCase())}\`` });
      }
    }
  }
  return { sql: applied(sql, edits), sleepSeconds, usesInformationSchema };
}

/** The schema of the `system` database that stands for a catalog's own `information_schema`. */
function informationSchema(catalog: string): string {
  return `\`${databaseName("system")}\`.\`info ${catalog.toLowerCase()}\``;
}

/** Whether a colon leads into the document before it: `data:name`, `f(x):name`, `items[0]:name`. */
function isPathOf(before: Token | undefined, colon: Token): boolean {
  if (before?.end !== colon.start) return false;
  return before.kind === "string" || isName(before) || isSign(before, ")") || isSign(before, "]");
}

function spanOf(token: Token): { start: number; end: number } {
  return { start: token.start, end: token.end };
}

/** `CREATE SCHEMA main.x`, `DROP SCHEMA IF EXISTS main.x`: the only two-part names that begin with a catalog. */
function isSchemaName(all: readonly Token[], at: number): boolean {
  return all.slice(Math.max(0, at - 4), at).some((token) => isWord(token, "SCHEMA") || isWord(token, "DATABASE"));
}

/** DuckDB calls the column of `range()` "range" where Databricks calls it "id". */
function rangeAlias(all: readonly Token[], open: number): Edit | undefined {
  let depth = 0;
  for (let i = open; i < all.length; i++) {
    const token = all[i];
    if (token === undefined) return undefined;
    if (isSign(token, "(")) depth++;
    if (isSign(token, ")") && --depth === 0) {
      const alias = isWord(all[i + 1], "AS") ? all[i + 2] : all[i + 1];
      const after = isWord(all[i + 1], "AS") ? all[i + 3] : all[i + 2];
      if (!isName(alias) || clauseWords.has(alias.text.toUpperCase()))
        return { start: token.end, end: token.end, text: " AS range(id)" };
      return isSign(after, "(") ? undefined : { start: alias.end, end: alias.end, text: "(id)" };
    }
  }
  return undefined;
}

const clauseWords = new Set(
  "WHERE GROUP ORDER HAVING LIMIT OFFSET JOIN INNER LEFT RIGHT FULL CROSS ON USING UNION INTERSECT EXCEPT QUALIFY WINDOW LATERAL TABLESAMPLE".split(
    " ",
  ),
);

function parameterText(parameter: Parameter | undefined, marker: string, sql: string, token: Token): string {
  if (parameter === undefined) {
    throw new SqlError(
      "UNBOUND_SQL_PARAMETER",
      "42P02",
      `Found the unbound parameter: ${marker}.`,
      positionOf(sql, token.start),
    );
  }
  if (parameter.value === undefined) return "NULL";
  const type = (parameter.type ?? "STRING").toUpperCase();
  const literal = `'${parameter.value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  return type === "STRING" ? literal : `CAST(${literal} AS ${type === "INTEGER" ? "INT" : type})`;
}

function applied(sql: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const edit of edits) {
    result += sql.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + sql.slice(at);
}
