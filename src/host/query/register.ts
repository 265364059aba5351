import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { PwafError } from "../../core/base/errors.ts";
import type { ScriptStatement } from "../../core/sql/statements.ts";
import { setContextKey } from "../platform/contextKeys.ts";
import { logError, viewError } from "../platform/errors.ts";
import type { Services } from "../services.ts";
import { QueryRunner } from "./queryRunner.ts";
import { ResultsView } from "./resultsView.ts";
import { isRunRequest, statementsToRun } from "./runRequest.ts";
import { registerSqlCodeLens } from "./sqlCodeLens.ts";
import { SqlDiagnostics } from "./sqlDiagnostics.ts";
import { selectWarehouse } from "./warehouse.ts";

type Needs = Pick<
  Services,
  "commands" | "extensionUri" | "log" | "profiles" | "settings" | "sql" | "state" | "workspaces"
>;

/** Runs SQL files and shows their rows in the panel. */
export function registerQuery(services: Needs): IDisposable {
  const { commands, extensionUri, log, profiles } = services;
  const store = new DisposableStore();
  const runner = store.add(createRunner(services));
  const view = store.add(new ResultsView(runner, extensionUri, log));
  const diagnostics = store.add(new SqlDiagnostics());
  store.add(registerSqlCodeLens(services));

  let wasBusy = false;
  store.add(
    runner.onDidChange(() => {
      if (runner.isBusy === wasBusy) return;
      wasBusy = runner.isBusy;
      setContextKey("pwaf.queryRunning", wasBusy);
    }),
  );

  store.add(commands.register("pwaf.sql.run", (request?: unknown) => runSql(request, runner, view, diagnostics)));
  store.add(commands.register("pwaf.sql.cancel", () => runner.cancel()));
  store.add(
    commands.register("pwaf.warehouse.select", async () => {
      if (!profiles.active)
        throw new PwafError("config", "No profile is chosen.", { hint: "Add a profile, or switch to one." });
      await selectWarehouse(services, profiles.active);
    }),
  );
  return store;
}

function createRunner({ sql, settings, log }: Pick<Needs, "sql" | "settings" | "log">): QueryRunner {
  return new QueryRunner({
    execute: async (statement, signal) => {
      const source = new vscode.CancellationTokenSource();
      const cancel = (): void => source.cancel();
      signal.addEventListener("abort", cancel, { once: true });
      try {
        return await sql.execute(statement, source.token);
      } finally {
        signal.removeEventListener("abort", cancel);
        source.dispose();
      }
    },
    describeTarget: () => sql.describeTarget(),
    maxRows: () => settings.get("query.maxRows"),
    viewError,
    failed: (error) => logError(error, log),
    now: () => Date.now(),
  });
}

/** Runs the statements one after the other; stops at the first that fails or is cancelled. */
async function runSql(
  request: unknown,
  runner: QueryRunner,
  view: ResultsView,
  diagnostics: SqlDiagnostics,
): Promise<void> {
  const lens = isRunRequest(request) ? request : undefined;
  const editor = vscode.window.activeTextEditor;
  const document = lens ? await vscode.workspace.openTextDocument(vscode.Uri.parse(lens.uri)) : editor?.document;
  if (!document)
    throw new PwafError("bad-request", "No SQL file is open.", {
      hint: "Open a .sql file and put the cursor into a statement.",
    });
  const cursor = editor?.document === document ? editor.selection : new vscode.Selection(0, 0, 0, 0);
  const selection = { start: document.offsetAt(cursor.start), end: document.offsetAt(cursor.end) };
  const statements = statementsToRun(document.getText(), lens, selection);
  if (statements.length === 0)
    throw new PwafError("bad-request", "There is no SQL statement here.", { hint: "Put the cursor into a statement." });

  diagnostics.clear(document.uri);
  // The view may take a moment to appear for the first time; the warehouse need not wait for it.
  await Promise.all([view.reveal(), runEach(document, statements, runner, diagnostics)]);
}

async function runEach(
  document: vscode.TextDocument,
  statements: readonly ScriptStatement[],
  runner: QueryRunner,
  diagnostics: SqlDiagnostics,
): Promise<void> {
  const version = document.version;
  for (const statement of statements) {
    const outcome = await runner.run({ sql: statement.text });
    if (outcome.kind === "error" && document.version === version) diagnostics.show(document, statement, outcome.error);
    if (outcome.kind !== "rows") return;
  }
}
