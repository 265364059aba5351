import type { TextRange } from "../base/text.ts";
import { beginsCompound, CompoundReader } from "./compound.ts";
import type { SqlToken } from "./tokens.ts";
import { sqlTokens } from "./tokens.ts";

/** One statement of a script. The range has neither the comments around it nor its `;`. Offsets are UTF-16. */
export interface ScriptStatement extends TextRange {
  readonly text: string;
  /** Just past the `;` that ends it, or the end of the script. */
  readonly until: number;
}

/** The script that was split last: completion, hover and the lenses of an editor all ask about the same text. */
let latest: { readonly script: string; readonly statements: readonly ScriptStatement[] } | undefined;

/**
 * Splits a Databricks SQL script at its semicolons; see `sqlTokens` for what can hide one. The semicolons of a compound
 * statement (`BEGIN … END`) and of a procedure's body belong to it. One that never ends takes the rest of the script.
 */
export function splitStatements(script: string): readonly ScriptStatement[] {
  if (latest?.script !== script) latest = { script, statements: split(script) };
  return latest.statements;
}

function split(script: string): readonly ScriptStatement[] {
  const statements: ScriptStatement[] = [];
  let tokens: SqlToken[] = [];
  let compound: CompoundReader | undefined;
  const finish = (until: number): void => {
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (first && last)
      statements.push({ start: first.start, end: last.end, until, text: script.slice(first.start, last.end) });
    tokens = [];
    compound = undefined;
  };
  for (const token of sqlTokens(script)) {
    compound?.read(token);
    if (token.kind === "sign" && script[token.start] === ";" && compound?.isOpen !== true) {
      finish(token.end);
      continue;
    }
    tokens.push(token);
    if (!compound && beginsCompound(script, tokens)) compound = new CompoundReader(script);
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
