import type { TextRange } from "../../core/base/text.ts";
import type { SqlDialect } from "../../core/sql/dialect.ts";
import type { ScriptStatement } from "../../core/sql/statements.ts";
import { splitStatements, statementAt } from "../../core/sql/statements.ts";

/** What a CodeLens asks to run. */
export type RunRequest = { readonly uri: string } & ({ readonly offset: number } | { readonly all: true });

/** Commands get untyped arguments; the button in the editor's title passes a Uri of its own, which is no request. */
export function isRunRequest(value: unknown): value is RunRequest {
  if (typeof value !== "object" || value === null || !("uri" in value) || typeof value.uri !== "string") return false;
  return ("offset" in value && typeof value.offset === "number") || ("all" in value && value.all === true);
}

/**
 * The statements to run: those of the request, those of the selection, or the one under the cursor.
 * Ranges are those of the whole script.
 */
export function statementsToRun(
  script: string,
  request: RunRequest | undefined,
  selection: TextRange,
  dialect: SqlDialect,
): readonly ScriptStatement[] {
  if (request && "all" in request) return splitStatements(script, dialect);
  if (!request && selection.end > selection.start) {
    const { start } = selection;
    return splitStatements(script.slice(start, selection.end), dialect).map((statement) => ({
      text: statement.text,
      start: statement.start + start,
      end: statement.end + start,
      until: statement.until + start,
    }));
  }
  const statement = statementAt(splitStatements(script, dialect), request ? request.offset : selection.start);
  return statement ? [statement] : [];
}
