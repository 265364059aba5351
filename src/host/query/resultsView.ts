import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { Disposable } from "../../core/base/disposable.ts";
import type { Arrangement } from "../../protocol/arrangement.ts";
import type { ResultLook } from "../../protocol/resultLook.ts";
import type { ResultsProtocol } from "../../protocol/results.ts";
import { showError } from "../platform/errors.ts";
import type { HostLog } from "../platform/log.ts";
import { openPage, PanelPort } from "../platform/webviews.ts";
import type { DeckEntry, QueryDeck } from "./queryDeck.ts";

const viewId = "pwaf.results";

/** What a result offers beyond looking at it. Rejections are shown to the user. */
export interface ResultActions {
  readonly arrange: (entry: DeckEntry, arrangement: Arrangement) => Promise<void>;
  readonly export: (entry: DeckEntry) => Promise<void>;
  /** Runs the statement once more. */
  readonly again: (entry: DeckEntry) => Promise<void>;
}

/** The panel view with the results of the statements that ran. */
export class ResultsView extends Disposable implements vscode.WebviewViewProvider {
  readonly #deck: QueryDeck;
  readonly #actions: ResultActions;
  readonly #extensionUri: vscode.Uri;
  readonly #log: HostLog;
  #port: PanelPort<ResultsProtocol> | undefined;
  #view: vscode.WebviewView | undefined;
  /** True once the page has said `ready`: what is sent before would be lost. */
  #isReady = false;
  /** Queries whose state and pages the page has; it hears of these only. The others follow when they come into view. */
  readonly #sent = new Set<number>();
  /** How results are looked at, by query: the page forgets it whenever it is hidden. */
  readonly #looks = new Map<number, ResultLook>();

  constructor(deck: QueryDeck, actions: ResultActions, extensionUri: vscode.Uri, log: HostLog) {
    super();
    this.#deck = deck;
    this.#actions = actions;
    this.#extensionUri = extensionUri;
    this.#log = log;
    this.own(vscode.window.registerWebviewViewProvider(viewId, this) satisfies IDisposable);
    this.own(
      deck.onDidChangeState((state) => {
        if ("queryId" in state && this.#sent.has(state.queryId)) this.#port?.send("state", state);
      }),
    );
    this.own(deck.onDidLoad((page) => this.#sent.has(page.queryId) && this.#port?.send("page", page)));
    this.own(deck.onDidChange(() => this.#isReady && this.#sendTabs()));
  }

  /** Shows the view; the editor keeps the focus. */
  async reveal(): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: true });
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#port?.dispose();
    this.#isReady = false;
    this.#sent.clear();
    const port = new PanelPort<ResultsProtocol>(
      view.webview,
      {
        ready: () => this.#sendEverything(),
        show: ({ queryId }) => this.#deck.show(queryId),
        closeTab: ({ queryId }) => this.#deck.close(queryId),
        more: ({ queryId }) => this.#deck.find(queryId)?.runner.more(queryId),
        all: ({ queryId }) => this.#deck.find(queryId)?.runner.all(queryId),
        look: ({ queryId, look }) => void this.#looks.set(queryId, look),
        cancel: ({ queryId }) => this.#deck.find(queryId)?.runner.cancel(queryId),
        arrange: ({ queryId, arrangement }) =>
          this.#with(queryId, (entry) => this.#actions.arrange(entry, arrangement)),
        export: ({ queryId }) => this.#with(queryId, (entry) => this.#actions.export(entry)),
        again: ({ queryId }) => this.#with(queryId, (entry) => this.#actions.again(entry)),
        action: ({ id }) => this.#act(id),
        copy: async ({ text }) => await vscode.env.clipboard.writeText(text),
      },
      this.#log,
    );
    this.#port = port;
    this.#view = view;
    view.onDidDispose(() => {
      port.dispose();
      if (this.#port !== port) return;
      this.#port = undefined;
      this.#view = undefined;
    });
    openPage(view.webview, this.#extensionUri, "results", "Query Results");
  }

  override dispose(): void {
    this.#port?.dispose();
    super.dispose();
  }

  #sendEverything(): void {
    this.#isReady = true;
    this.#sent.clear();
    this.#sendTabs();
  }

  /** The tabs, and all of the result that comes into view with them. */
  #sendTabs(): void {
    const { tabs } = this.#deck;
    this.#port?.send("tabs", tabs);
    // The page drops what has no tab; coming back into view, it is sent again.
    const kept = new Set(tabs.tabs.map(({ queryId }) => queryId));
    for (const id of this.#sent) if (!kept.has(id)) this.#sent.delete(id);
    for (const id of this.#looks.keys()) if (!this.#deck.find(id)) this.#looks.delete(id);
    const shown = this.#deck.shown;
    if (this.#view) this.#view.description = shown?.file ?? "";
    if (!shown || this.#sent.has(shown.queryId)) return;
    this.#sent.add(shown.queryId);
    const look = this.#looks.get(shown.queryId);
    if (look) this.#port?.send("look", { queryId: shown.queryId, look });
    this.#port?.send("state", shown.runner.state);
    for (const page of shown.runner.pages) this.#port?.send("page", page);
  }

  async #with(queryId: number, run: (entry: DeckEntry) => Promise<void>): Promise<void> {
    const entry = this.#deck.find(queryId);
    try {
      if (entry) await run(entry);
    } catch (error) {
      await showError(error, this.#log);
    }
  }

  /** A page may only press the button that its error shows. */
  async #act(id: string): Promise<void> {
    const state = this.#deck.shown?.runner.state;
    const shown = state?.kind === "error" ? state.error : state?.kind === "rows" ? state.problem : undefined;
    if (shown?.action?.id === id) await vscode.commands.executeCommand(id);
  }
}
