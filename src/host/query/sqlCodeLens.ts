import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { splitStatements } from "../../core/sql/statements.ts";
import type { Services } from "../services.ts";
import type { RunRequest } from "./runRequest.ts";

/** “Run” above each statement of an SQL file, “Run all” above the first of several, where there is a profile to run them with. */
export function registerSqlCodeLens({ profiles }: Pick<Services, "profiles">): IDisposable {
  return vscode.languages.registerCodeLensProvider(
    { language: "sql" },
    {
      onDidChangeCodeLenses: profiles.onDidChange as vscode.Event<void>,
      provideCodeLenses: (document) => (profiles.active ? statementLenses(document) : []),
    },
  );
}

function statementLenses(document: vscode.TextDocument): vscode.CodeLens[] {
  const statements = splitStatements(document.getText());
  const uri = document.uri.toString();
  return statements.flatMap((statement, i) => {
    const at = document.positionAt(statement.start);
    const run = lens(at, "$(play) Run", { uri, offset: statement.start });
    return i === 0 && statements.length > 1 ? [run, lens(at, "$(run-all) Run all", { uri, all: true })] : [run];
  });
}

function lens(at: vscode.Position, title: string, request: RunRequest): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(at, at), { title, command: "pwaf.sql.run", arguments: [request] });
}
