import { Dialect, transpile } from "@polyglot-sql/sdk";
import { databaseName } from "../catalog/store.ts";
import { isName, isSign, isWord, positionOf, tokens } from "./lexer.ts";
import { quoted } from "./literal.ts";
import { rewrite } from "./rewrite.ts";
import type { Parameter } from "./session.ts";
import { SqlError } from "./sqlError.ts";

export interface Translated {
  /** DuckDB SQL. */
  readonly sql: string;
  readonly sleepSeconds: number;
  readonly usesInformationSchema: boolean;
}

/** Translates one Databricks statement to DuckDB's dialect. Throws `SqlError` with the place of a syntax error. */
export function translate(sql: string, catalog: string, parameters: readonly Parameter[] = []): Translated {
  refuseUnsupported(sql);
  const dropped = dropSchema(sql, catalog);
  if (dropped !== undefined) return { sql: dropped, sleepSeconds: 0, usesInformationSchema: false };
  const rewritten = rewrite(sql, catalog, parameters);
  const result = transpile(rewritten.sql, Dialect.Databricks, Dialect.DuckDB);
  const [translated] = result.sql ?? [];
  if (!result.success || translated === undefined) throw syntaxError(sql);
  const hasTry = tokens(sql).some((token) => isWord(token, "TRY_CAST"));
  return {
    // The translation assumes casts that answer NULL; Databricks' SQL warehouses raise an error instead.
    sql: hasTry ? translated : strictCasts(translated),
    sleepSeconds: rewritten.sleepSeconds,
    usesInformationSchema: rewritten.usesInformationSchema,
  };
}

/** `DROP SCHEMA [IF EXISTS] [catalog.]schema [RESTRICT | CASCADE]`, which the translation cannot read with two names. */
function dropSchema(sql: string, catalog: string): string | undefined {
  const all = tokens(sql);
  if (!isWord(all[0], "DROP") || !(isWord(all[1], "SCHEMA") || isWord(all[1], "DATABASE"))) return undefined;
  const isGuarded = isWord(all[2], "IF") && isWord(all[3], "EXISTS");
  const rest = all.slice(isGuarded ? 4 : 2);
  const names = isSign(rest[1], ".") ? [rest[0], rest[2]] : [rest[0]];
  const after = rest.slice(names.length === 2 ? 3 : 1);
  const [mode] = after;
  if (
    !names.every(isName) ||
    after.length > 1 ||
    (mode !== undefined && !isWord(mode, "CASCADE") && !isWord(mode, "RESTRICT"))
  ) {
    throw at(sql, names.every(isName) ? after[0] : rest[0]);
  }
  const [schema = "", database = catalog] = names.map((name) => name.text).reverse();
  const place = `${quoted(databaseName(database.toLowerCase()))}.${quoted(schema)}`;
  return `DROP SCHEMA ${isGuarded ? "IF EXISTS " : ""}${place}${isWord(mode, "CASCADE") ? " CASCADE" : ""}`;
}

function strictCasts(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\bTRY_CAST\(/g, (found) =>
    found === "TRY_CAST(" ? "CAST(" : found,
  );
}

/** Words a statement can start with; anything else is the syntax error itself. */
const starts = new Set(
  "SELECT WITH VALUES FROM INSERT UPDATE DELETE MERGE CREATE DROP ALTER TRUNCATE EXPLAIN SHOW DESCRIBE DESC USE SET TABLE REPLACE COMMENT GRANT REVOKE OPTIMIZE VACUUM ANALYZE REFRESH CALL COPY".split(
    " ",
  ),
);

const unsupported = new Set("OPTIMIZE VACUUM REFRESH CALL COPY RESTORE CLONE MSCK CACHE UNCACHE".split(" "));

function refuseUnsupported(sql: string): void {
  const [first, second, third] = tokens(sql);
  if (first?.kind === "word" && unsupported.has(first.text.toUpperCase())) {
    throw SqlError.unsupported(`The statement ${first.text.toUpperCase()}`, positionOf(sql, first.start));
  }
  if (
    isWord(first, "CREATE") &&
    [second, third].some(
      (token) =>
        isWord(token, "CATALOG") ||
        isWord(token, "VOLUME") ||
        isWord(token, "FUNCTION") ||
        isWord(token, "TEMPORARY") ||
        isWord(token, "TEMP"),
    )
  ) {
    throw SqlError.unsupported(`CREATE ${(second?.text ?? "").toUpperCase()}`, positionOf(sql, first?.start ?? 0));
  }
}

/** Spark words it "at or near" and counts positions from 0. */
function syntaxError(sql: string): SqlError {
  const all = tokens(sql);
  const [first] = all;
  const found = transpile(sql, Dialect.Databricks, Dialect.DuckDB);
  const isStart =
    first !== undefined && (isSign(first, "(") || (first.kind === "word" && starts.has(first.text.toUpperCase())));
  if (first === undefined || !isStart) return at(sql, first);
  if (found.success) return at(sql, undefined);
  const offset = utf16Offset(sql, found.errorStart ?? 0);
  const last = all.at(-1);
  // "Expected … got X" with X the last token means that the statement stops too early.
  if (
    last !== undefined &&
    offset <= last.start &&
    last.end <= utf16Offset(sql, found.errorEnd ?? 0) &&
    /^.*Expected/.test(found.error ?? "")
  ) {
    return at(sql, undefined);
  }
  return at(
    sql,
    all.find((token) => token.end > offset),
  );
}

function at(sql: string, token: { readonly start: number; readonly end: number } | undefined): SqlError {
  const place = token === undefined ? "end of input" : `'${sql.slice(token.start, token.end)}'`;
  const offset = token?.start ?? sql.trimEnd().length;
  return new SqlError("PARSE_SYNTAX_ERROR", "42601", `Syntax error at or near ${place}.`, positionOf(sql, offset));
}

/** The translation counts code points. */
function utf16Offset(sql: string, codePoints: number): number {
  return Array.from(sql).slice(0, codePoints).join("").length;
}
