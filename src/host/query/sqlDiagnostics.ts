import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { PwafError } from "../../core/base/errors.ts";
import { errorRange } from "../../core/sql/errorRange.ts";
import type { ScriptStatement } from "../../core/sql/statements.ts";
import type { SqlProblem } from "../../workspace/sql/sqlError.ts";
import { SqlError } from "../../workspace/sql/sqlError.ts";

const noProblem: SqlProblem = {};

/** What a warehouse said about a statement, shown at the place it complained about. Gone with the next run or edit. */
export class SqlDiagnostics extends Disposable {
  readonly #collection = this.own(vscode.languages.createDiagnosticCollection("pwaf-sql"));

  constructor() {
    super();
    this.own(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.clear(document.uri);
      }),
    );
    this.own(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.clear(uri)));
  }

  clear(uri: vscode.Uri): void {
    this.#collection.delete(uri);
  }

  /** Forgets what was said about one statement of a document. */
  forget(document: vscode.TextDocument, { start, end }: ScriptStatement): void {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    const others = this.#collection.get(document.uri)?.filter((diagnostic) => !range.contains(diagnostic.range));
    this.#collection.set(document.uri, others);
  }

  /**
   * Shows an error of a statement that stood in the document as it is now, beside those of other statements of the run.
   * Errors of the connection have no place there.
   */
  show(document: vscode.TextDocument, statement: ScriptStatement, error: unknown): void {
    const isLate = error instanceof PwafError && error.reason === "timeout";
    if (!(error instanceof SqlError) && !isLate) return;
    const { line, column, errorClass, sqlState } = error instanceof SqlError ? error.problem : noProblem;
    const place = errorRange(statement.text, line, column);
    const range = new vscode.Range(
      document.positionAt(statement.start + place.start),
      document.positionAt(statement.start + place.end),
    );
    const diagnostic = new vscode.Diagnostic(range, error.message, vscode.DiagnosticSeverity.Error);
    diagnostic.source = "pwaf-sql";
    const code = errorClass ?? sqlState;
    if (code !== undefined) diagnostic.code = code;
    this.#collection.set(document.uri, [...(this.#collection.get(document.uri) ?? []), diagnostic]);
  }
}
