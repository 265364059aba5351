import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { PwafError } from "../../core/base/errors.ts";
import type { ContextKeys } from "../platform/contextKeys.ts";
import { setContextKey } from "../platform/contextKeys.ts";
import { logError, viewError } from "../platform/errors.ts";
import type { Services } from "../services.ts";
import { askParameters } from "./askParameters.ts";
import { exportRows } from "./exportRows.ts";
import { HistoryPicker } from "./historyPicker.ts";
import { QueryDeck } from "./queryDeck.ts";
import { QueryHistory } from "./queryHistory.ts";
import { QueryRunner } from "./queryRunner.ts";
import { ResultsView } from "./resultsView.ts";
import type { RunRequest } from "./runRequest.ts";
import { isRunRequest, statementsToRun } from "./runRequest.ts";
import { parametersOf, ScriptRunner } from "./scriptRun.ts";
import { askNamespace } from "./selectNamespace.ts";
import { movedFirst } from "./movedFirst.ts";
import type { SessionPlaces } from "./sessionPlaces.ts";
import { registerSqlCodeLens } from "./sqlCodeLens.ts";
import { SqlDiagnostics } from "./sqlDiagnostics.ts";
import { SqlStatus } from "./sqlStatus.ts";

type Needs = Pick<
  Services,
  | "commands"
  | "editorDatabases"
  | "extensionUri"
  | "log"
  | "profiles"
  | "sessions"
  | "settings"
  | "sql"
  | "state"
  | "workspaces"
>;

/** Runs SQL files and shows their rows in the panel. */
export function registerQuery(places: SessionPlaces, services: Needs): IDisposable {
  const { commands, extensionUri, log, settings, sql, state } = services;
  const store = new DisposableStore();
  const history = store.add(new QueryHistory(state, () => Date.now()));
  const deck = store.add(createDeck(services, places));
  const diagnostics = store.add(new SqlDiagnostics());
  store.add(new SqlStatus(services, places));
  store.add(registerSqlCodeLens(services));
  const scripts = new ScriptRunner({
    deck,
    places,
    history,
    profile: () => activeProfile(services),
    goOnAfterErrors: () => settings.get("query.onError") === "continue",
    timeoutSeconds: () => settings.get("query.timeoutSeconds") || undefined,
  });

  const view = store.add(
    new ResultsView(
      deck,
      {
        arrange: (entry, arrangement) => scripts.arrange(entry, arrangement),
        export: (entry) => exportRows(entry, services),
        again: (entry) => scripts.again(entry),
      },
      extensionUri,
      log,
    ),
  );
  store.add(services.sessions.onDidChange(({ kind }) => kind === "signedIn" && deck.signedIn()));
  followEditors(store, deck, places);
  const showContext = contextOf(deck);
  store.add(deck.onDidChange(showContext));
  const showHistoryContext = (): void => setContextKey("pwaf.hasQueryHistory", history.entries.length > 0);
  store.add(history.onDidChange(showHistoryContext));
  showHistoryContext();

  /** Asks for the values of parameters, then runs what a request, the selection or the cursor names. */
  async function runSql(document: vscode.TextDocument, request: RunRequest | undefined): Promise<void> {
    activeProfile(services);
    const editor = vscode.window.activeTextEditor;
    const cursor = editor?.document === document ? editor.selection : new vscode.Selection(0, 0, 0, 0);
    const selection = { start: document.offsetAt(cursor.start), end: document.offsetAt(cursor.end) };
    const database = services.editorDatabases.of(document.uri.toString());
    const dialect = database?.dialect ?? "databricks";
    const statements = statementsToRun(document.getText(), request, selection, dialect);
    if (statements.length === 0)
      throw new PwafError("bad-request", "There is no SQL statement here.", {
        hint: "Put the cursor into a statement.",
      });
    const version = document.version;
    const names = parametersOf(statements, dialect);
    const parameters = names.length === 0 ? new Map<string, never>() : await askParameters(names, state);
    if (!parameters) return;
    diagnostics.clear(document.uri);
    const script = {
      owner: document.uri.toString(),
      file: fileName(document.uri),
      ...(database ? { database } : {}),
      statements,
      parameters,
      failed: (statement: (typeof statements)[number], error: unknown) => {
        if (document.version === version) diagnostics.show(document, statement, error);
      },
      again: (statement: (typeof statements)[number]) => {
        if (document.version === version) diagnostics.forget(document, statement);
      },
    };
    // The view may take a moment to appear for the first time; the warehouse need not wait for it.
    await Promise.all([view.reveal(), scripts.run(script)]);
  }

  store.add(
    commands.register("pwaf.sql.run", async (argument?: unknown) => {
      const request = isRunRequest(argument) ? argument : undefined;
      await runSql(await documentOf(request), request);
    }),
  );
  store.add(
    commands.register("pwaf.sql.runFile", async () => {
      const document = await documentOf(undefined);
      await runSql(document, { uri: document.uri.toString(), all: true });
    }),
  );
  store.add(
    commands.register("pwaf.sql.cancel", () => {
      deck.shown?.runner.cancel();
    }),
  );
  store.add(commands.register("pwaf.warehouse.select", () => sql.selectWarehouse()));
  store.add(
    commands.register("pwaf.sql.selectNamespace", async () => {
      const { uri } = await documentOf(undefined);
      const profile = activeProfile(services);
      const chosen = await askNamespace(services, places.of(profile, uri.toString()));
      if (chosen) await places.choose(profile, uri.toString(), chosen);
    }),
  );
  const pin = (pinned: boolean): void => {
    if (deck.shown) deck.pin(deck.shown.queryId, pinned);
  };
  store.add(commands.register("pwaf.results.pin", () => pin(true)));
  store.add(
    commands.register("pwaf.results.export", async () => {
      if (deck.shown) await exportRows(deck.shown, services);
    }),
  );
  store.add(commands.register("pwaf.results.unpin", () => pin(false)));
  store.add(
    commands.register("pwaf.results.close", () => {
      if (deck.shown) deck.close(deck.shown.queryId);
    }),
  );
  store.add(
    commands.register("pwaf.history.show", async () => {
      const choice = await new HistoryPicker(services, history).ask();
      if (!choice) return;
      const document = await vscode.workspace.openTextDocument({ language: "sql", content: choice.sql });
      await vscode.window.showTextDocument(document, { preview: false });
      if (choice.kind === "run") await runSql(document, { uri: document.uri.toString(), all: true });
    }),
  );
  store.add(commands.register("pwaf.history.clear", () => history.clear()));
  return store;
}

function createDeck({ sql, settings, log, profiles }: Needs, places: SessionPlaces): QueryDeck {
  const onWarehouse = movedFirst(
    places,
    () => profiles.active?.name ?? "",
    async (statement, signal) => {
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
  );
  return new QueryDeck({
    createRunner: (options, { database }) =>
      new QueryRunner({
        ...options,
        execute: (statement, signal) => database?.execute(statement, signal) ?? onWarehouse(statement, signal),
        describeTarget: async () => database?.name ?? (await sql.describeTarget()),
        maxRows: () => settings.get("query.maxRows"),
        viewError,
        failed: (error) => logError(error, log),
        now: () => Date.now(),
      }),
  });
}

/** The results in view are those of the editor that the user looks at. */
function followEditors(store: DisposableStore, deck: QueryDeck, places: SessionPlaces): void {
  store.add(
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor) deck.follow(editor.document.uri.toString());
    }) satisfies IDisposable,
  );
  store.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      deck.ownerClosed(uri.toString());
      places.forget(uri.toString());
    }) satisfies IDisposable,
  );
}

/** Tells VS Code about the result in view, whenever that is something else than before. */
function contextOf(deck: QueryDeck): () => void {
  const told = new Map<keyof ContextKeys, boolean>();
  const tell = (key: keyof ContextKeys, value: boolean): void => {
    if (told.get(key) === value) return;
    told.set(key, value);
    setContextKey(key, value);
  };
  return () => {
    const { shown } = deck;
    tell("pwaf.queryRunning", shown?.runner.isBusy === true);
    tell("pwaf.hasResult", shown !== undefined);
    tell("pwaf.hasRows", shown?.runner.state.kind === "rows");
    tell("pwaf.resultPinned", shown?.pinned === true);
  };
}

function activeProfile({ profiles }: Pick<Needs, "profiles">): string {
  if (profiles.active) return profiles.active.name;
  throw new PwafError("config", "No profile is chosen.", { hint: "Add a profile, or switch to one." });
}

async function documentOf(request: RunRequest | undefined): Promise<vscode.TextDocument> {
  const document = request
    ? await vscode.workspace.openTextDocument(vscode.Uri.parse(request.uri))
    : vscode.window.activeTextEditor?.document;
  if (document) return document;
  throw new PwafError("bad-request", "No SQL file is open.", {
    hint: "Open a .sql file and put the cursor into a statement.",
  });
}

const fileName = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf("/") + 1);
