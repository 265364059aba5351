import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import type { SqlDialect } from "../../core/sql/dialect.ts";
import { splitStatements } from "../../core/sql/statements.ts";
import type { Services } from "../services.ts";
import type { RunRequest } from "./runRequest.ts";

/** “Run” above each statement of an SQL file, “Run all” above the first of several, where there is a profile to run them with. */
export function registerSqlCodeLens({
  editorDatabases,
  profiles,
  sessions,
}: Pick<Services, "editorDatabases" | "profiles" | "sessions">): IDisposable {
  const store = new DisposableStore();
  const changed = store.add(new Emitter<void>());
  store.add(profiles.onDidChange(() => changed.fire()));
  // The profile is read while VS Code asks for the first time, and an event at that moment can go unheard.
  store.add(sessions.onDidChange(() => changed.fire()));
  const registration = vscode.languages.registerCodeLensProvider(
    { language: "sql" },
    {
      onDidChangeCodeLenses: changed.event as vscode.Event<void>,
      provideCodeLenses: (document) =>
        profiles.active ? statementLenses(document, editorDatabases.dialectOf(document.uri.toString())) : [],
    },
  );
  store.add(registration satisfies IDisposable);
  return store;
}

function statementLenses(document: vscode.TextDocument, dialect: SqlDialect): vscode.CodeLens[] {
  const statements = splitStatements(document.getText(), dialect);
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
