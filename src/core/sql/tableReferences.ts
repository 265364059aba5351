import { sqlTokens } from "./tokens.ts";
import type { SqlToken } from "./tokens.ts";
import type { TextRange } from "../base/text.ts";

/** A name as it is written, with its parts joined by dots. The range covers all of it. */
export interface WrittenName extends TextRange {
  /** Plain, without backticks. */
  readonly parts: readonly string[];
  readonly ranges: readonly TextRange[];
}

/** A table that a statement reads or writes. */
export interface TableReference extends WrittenName {
  readonly alias?: string;
}

/** Words behind which a table's name stands. */
const leads = new Set("FROM JOIN INTO UPDATE TABLE VIEW DESCRIBE DESC USING OVERWRITE".split(" "));

/** Words that may follow a table's name and are no alias. */
const follows = new Set(
  (
    "WHERE JOIN INNER LEFT RIGHT FULL CROSS SEMI ANTI NATURAL OUTER ON USING GROUP ORDER HAVING LIMIT OFFSET UNION EXCEPT " +
    "INTERSECT MINUS LATERAL WINDOW QUALIFY SET WHEN VALUES SELECT TABLESAMPLE PIVOT UNPIVOT CLUSTER DISTRIBUTE SORT FETCH " +
    "VERSION TIMESTAMP FOR WITH TO ADD DROP RENAME ALTER PARTITION REPLACE BY NAME IF NOT EXISTS EXTENDED FORMATTED COLUMN"
  ).split(" "),
);

/** Words between a lead and the name: `CREATE TABLE IF NOT EXISTS t`, `INSERT INTO TABLE t`, `DESCRIBE EXTENDED t`. */
const between = new Set("TABLE VIEW IF NOT EXISTS EXTENDED FORMATTED ONLY".split(" "));

/** What a statement says it reads or writes, in its order; queries that it names itself (`WITH`) and functions left out. */
export function tableReferences(statement: string): readonly TableReference[] {
  const tokens = [...sqlTokens(statement)];
  const word = (token: SqlToken | undefined) =>
    token?.kind === "word" ? statement.slice(token.start, token.end).toUpperCase() : undefined;
  const sign = (token: SqlToken | undefined) =>
    token?.kind === "sign" ? statement.slice(token.start, token.end) : undefined;
  const own = ownQueries(statement, tokens);
  const references: TableReference[] = [];
  for (let i = 0; i < tokens.length; i++) {
    // `t.from` is a column; in `t. FROM` somebody is still writing one.
    const isPart = sign(tokens[i - 1]) === "." && tokens[i - 1]?.end === tokens[i]?.start;
    if (isPart || !leads.has(word(tokens[i]) ?? "")) continue;
    let at = i + 1;
    while (between.has(word(tokens[at]) ?? "")) at++;
    for (;;) {
      const name = readName(statement, tokens, at);
      if (name === undefined || follows.has(word(tokens[at]) ?? "")) break;
      // `range(10)` in a FROM; behind CREATE TABLE and INSERT INTO a bracket holds columns.
      const isCall = sign(tokens[name.next]) === "(" && /^(?:FROM|JOIN)$/.test(word(tokens[i]) ?? "");
      at = isCall ? behindBracket(statement, tokens, name.next) : name.next;
      if (word(tokens[at]) === "AS") at++;
      const aliasToken = isAlias(tokens[at], word(tokens[at])) ? tokens[at] : undefined;
      if (aliasToken) at++;
      const isOwn = name.parts.length === 1 && own.has(name.parts[0]?.toLowerCase() ?? "");
      if (!isCall && !isOwn) {
        const { parts, ranges, start, end } = name;
        const alias = aliasToken && plain(statement, aliasToken);
        references.push({ parts, ranges, start, end, ...(alias === undefined ? {} : { alias }) });
      }
      if (sign(tokens[at]) !== "," || word(tokens[i]) !== "FROM") break;
      at++;
    }
    i = Math.max(i, at - 1);
  }
  return references;
}

/** The name under an offset, or right before it. */
export function nameAt(statement: string, offset: number): (WrittenName & { readonly part: number }) | undefined {
  const tokens = [...sqlTokens(statement)];
  for (let i = 0; i < tokens.length; i++) {
    const name = readName(statement, tokens, i);
    if (name === undefined) continue;
    if (offset >= name.start && offset <= name.end) {
      const part = name.ranges.findIndex((range) => offset <= range.end);
      return { ...name, part };
    }
    i = name.next - 1;
  }
  return undefined;
}

/** A name from a token on; `next` is the token behind it. Numbers are no names. */
function readName(
  statement: string,
  tokens: readonly SqlToken[],
  from: number,
): (WrittenName & { readonly next: number }) | undefined {
  const found: SqlToken[] = [];
  let at = from;
  for (;;) {
    const token = tokens[at];
    if (!token || (token.kind !== "word" && token.kind !== "name")) break;
    if (found.length === 0 && token.kind === "word" && /^\d/.test(statement.slice(token.start, token.end))) break;
    found.push(token);
    at++;
    const dot = tokens[at];
    if (dot?.kind !== "sign" || statement.slice(dot.start, dot.end) !== "." || dot.start !== token.end) break;
    if (tokens[at + 1]?.start !== dot.end) break;
    at++;
  }
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last) return undefined;
  return {
    start: first.start,
    end: last.end,
    parts: found.map((token) => plain(statement, token)),
    ranges: found.map(({ start, end }) => ({ start, end })),
    next: at,
  };
}

/** The token behind the bracket that opens at a token. */
function behindBracket(statement: string, tokens: readonly SqlToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const token = tokens[at];
    const text = token?.kind === "sign" ? statement.slice(token.start, token.end) : "";
    if (text === "(") depth++;
    else if (text === ")" && --depth === 0) return at + 1;
  }
  return tokens.length;
}

/** A token of a name without its backticks. */
export function plain(statement: string, { kind, start, end }: SqlToken): string {
  const text = statement.slice(start, end);
  return kind === "name" ? text.replace(/^`|`$/g, "").replaceAll("``", "`") : text;
}

function isAlias(token: SqlToken | undefined, word: string | undefined): boolean {
  return token?.kind === "name" || (word !== undefined && !follows.has(word) && !leads.has(word) && !/^\d/.test(word));
}

/** Names of the queries that a statement defines for itself: `WITH name AS (…)`, `, other (a, b) AS (…)`. */
function ownQueries(statement: string, tokens: readonly SqlToken[]): ReadonlySet<string> {
  const text = (token: SqlToken | undefined) => (token ? statement.slice(token.start, token.end).toUpperCase() : "");
  const names = new Set<string>();
  if (!tokens.some((token) => text(token) === "WITH")) return names;
  tokens.forEach((token, i) => {
    if (text(token) !== "AS" || text(tokens[i + 1]) !== "(") return;
    let before = i - 1;
    if (text(tokens[before]) === ")") {
      while (before > 0 && text(tokens[before]) !== "(") before--;
      before--;
    }
    const name = tokens[before];
    if (name && ["WITH", "RECURSIVE", ","].includes(text(tokens[before - 1])))
      names.add(plain(statement, name).toLowerCase());
  });
  return names;
}
