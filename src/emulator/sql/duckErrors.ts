import { errorText } from "../../core/base/errors.ts";
import { zeroDivisor } from "./ansiDivision.ts";
import { isName, isSign, positionOf, tokens } from "./lexer.ts";
import { SqlError, type SqlPosition } from "./sqlError.ts";

interface Pattern {
  readonly pattern: RegExp;
  readonly errorClass: string;
  readonly sqlState: string;
  readonly text: (name: string) => string;
}

/** DuckDB's messages and their Databricks counterparts. The first group is the name the message is about. */
const patterns: readonly Pattern[] = [
  {
    pattern: new RegExp(zeroDivisor.divide),
    errorClass: "DIVIDE_BY_ZERO",
    sqlState: "22012",
    text: () =>
      'Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead. If necessary set "ansi_mode" to "false" to bypass this error.',
  },
  {
    pattern: new RegExp(zeroDivisor.remainder),
    errorClass: "REMAINDER_BY_ZERO",
    sqlState: "22012",
    text: () =>
      'Remainder by zero. Use `try_mod` to tolerate divisor being 0 and return NULL instead. If necessary set "ansi_mode" to "false" to bypass this error.',
  },
  {
    pattern: /Table with name "?(.+?)"? does not exist/,
    errorClass: "TABLE_OR_VIEW_NOT_FOUND",
    sqlState: "42P01",
    text: (name) =>
      `The table or view ${name} cannot be found. Verify the spelling and correctness of the schema and catalog.`,
  },
  {
    pattern: /(?:Table|View) with name "?(.+?)"? already exists/,
    errorClass: "TABLE_OR_VIEW_ALREADY_EXISTS",
    sqlState: "42P07",
    text: (name) => `Cannot create table or view ${name} because it already exists.`,
  },
  {
    pattern: /Schema with name "?(.+?)"? already exists/,
    errorClass: "SCHEMA_ALREADY_EXISTS",
    sqlState: "42P06",
    text: (name) => `Cannot create schema ${name} because it already exists.`,
  },
  {
    pattern: /Schema with name "?(.+?)"? does not exist/,
    errorClass: "SCHEMA_NOT_FOUND",
    sqlState: "42704",
    text: (name) => `The schema ${name} cannot be found.`,
  },
  {
    pattern: /(?:Referenced column|Referenced table|Values list .* does not have a column named) "(.+?)"/,
    errorClass: "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION",
    sqlState: "42703",
    text: (name) => `A column, variable, or function parameter with name ${name} cannot be resolved.`,
  },
  {
    pattern: /Function with name "?(.+?)"? does not exist/,
    errorClass: "UNRESOLVED_ROUTINE",
    sqlState: "42883",
    text: (name) => `Cannot resolve routine ${name} on search path [system.builtin, system.session].`,
  },
  {
    pattern: /Could not convert string '(.*?)' to/,
    errorClass: "CAST_INVALID_INPUT",
    sqlState: "22018",
    text: (name) =>
      `The value '${name}' cannot be cast because it is malformed. Use try_cast to tolerate malformed input.`,
  },
  {
    pattern: /(Out of Range|Overflow)/i,
    errorClass: "ARITHMETIC_OVERFLOW",
    sqlState: "22003",
    text: () => "The result does not fit into its type.",
  },
];

/** Puts DuckDB's refusal of a translated statement into Databricks' words, with the place in the statement as written. */
export function fromDuckError(error: unknown, sql: string): SqlError {
  if (error instanceof SqlError) return error;
  const message = errorText(error);
  for (const { pattern, errorClass, sqlState, text } of patterns) {
    const match = pattern.exec(message);
    if (match === null) continue;
    const found = match[1] === undefined ? undefined : findName(sql, match[1]);
    const name = found?.written ?? `\`${match[1] ?? ""}\``;
    return new SqlError(
      errorClass,
      sqlState,
      text(errorClass === "CAST_INVALID_INPUT" ? (match[1] ?? "") : name),
      found?.position,
    );
  }
  const [first = message] = message.split("\n");
  return new SqlError("INTERNAL_ERROR", "XX000", first);
}

/** The dotted name in the statement that ends with `name`. */
function findName(sql: string, name: string): { written: string; position: SqlPosition } | undefined {
  const wanted = (name.split(".").at(-1) ?? name).toLowerCase();
  const all = tokens(sql);
  for (let i = 0; i < all.length; i++) {
    const token = all[i];
    if (!isName(token) || token.text.toLowerCase() !== wanted) continue;
    const parts = [token];
    let at = i;
    for (;;) {
      const before = all[at - 2];
      if (!isSign(all[at - 1], ".") || !isName(before)) break;
      parts.unshift(before);
      at -= 2;
    }
    const written = parts.map((part) => `\`${part.text}\``).join(".");
    return { written, position: positionOf(sql, parts[0]?.start ?? token.start) };
  }
  return undefined;
}
