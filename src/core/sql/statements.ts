import type { TextRange } from "../base/text.ts";
import { beginsCompound, CompoundReader } from "./compound.ts";
import type { SqlDialect } from "./dialect.ts";
import { PostgresBodyReader } from "./postgresBody.ts";
import type { SqlToken } from "./tokens.ts";
import { sqlTokens } from "./tokens.ts";

/** One statement of a script. The range has neither the comments around it nor its `;`. Offsets are UTF-16. */
export interface ScriptStatement extends TextRange {
  readonly text: string;
  /** Just past the `;` that ends it, or the end of the script. */
  readonly until: number;
}

/** The script that was split last: completion, hover and the lenses of an editor all ask about the same text. */
let latest:
  | { readonly script: string; readonly dialect: SqlDialect; readonly statements: readonly ScriptStatement[] }
  | undefined;

/**
 * Splits a script at its semicolons; see `sqlTokens` for what can hide one. The semicolons of a compound statement
 * (`BEGIN … END`) and of a routine's body belong to it. One that never ends takes the rest of the script.
 */
export function splitStatements(script: string, dialect: SqlDialect = "databricks"): readonly ScriptStatement[] {
  if (latest?.script !== script || latest.dialect !== dialect)
    latest = { script, dialect, statements: split(script, dialect) };
  return latest.statements;
}

/** Follows a statement that may have semicolons of its own. */
interface BodyReader {
  /** True where a semicolon does not end the statement. */
  readonly isOpen: boolean;
  read(token: SqlToken): void;
}

/** The reader of what the last of a statement's tokens begins, if it begins such a thing. */
const bodyReaders: Readonly<
  Record<SqlDialect, (script: string, tokens: readonly SqlToken[]) => BodyReader | undefined>
> = {
  databricks: (script, tokens) => (beginsCompound(script, tokens) ? new CompoundReader(script) : undefined),
  postgres: (script, tokens) => {
    const [first] = tokens;
    if (tokens.length > 1 || !first || !/^create$/i.test(script.slice(first.start, first.end))) return undefined;
    return new PostgresBodyReader(script);
  },
};

function split(script: string, dialect: SqlDialect): readonly ScriptStatement[] {
  const statements: ScriptStatement[] = [];
  let tokens: SqlToken[] = [];
  let body: BodyReader | undefined;
  const finish = (until: number): void => {
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (first && last)
      statements.push({ start: first.start, end: last.end, until, text: script.slice(first.start, last.end) });
    tokens = [];
    body = undefined;
  };
  for (const token of sqlTokens(script, dialect)) {
    body?.read(token);
    if (token.kind === "sign" && script[token.start] === ";" && body?.isOpen !== true) {
      finish(token.end);
      continue;
    }
    tokens.push(token);
    body ??= bodyReaders[dialect](script, tokens);
  }
  finish(script.length);
  return statements;
}

/**
 * The statement a cursor is in. Between two statements it is the one that follows, except right behind a `;`, where it
 * is the one just finished; behind the last statement it is the last one.
 */
export function statementAt(statements: readonly ScriptStatement[], offset: number): ScriptStatement | undefined {
  return statements.find((statement) => offset <= statement.until) ?? statements.at(-1);
}
