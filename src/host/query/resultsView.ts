import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { Disposable } from "../../core/base/disposable.ts";
import type { ResultsProtocol } from "../../protocol/results.ts";
import type { HostLog } from "../platform/log.ts";
import { openPage, PanelPort } from "../platform/webviews.ts";
import type { QueryRunner } from "./queryRunner.ts";

const viewId = "pwaf.results";

/** The panel view with the rows of the last statement. */
export class ResultsView extends Disposable implements vscode.WebviewViewProvider {
  readonly #runner: QueryRunner;
  readonly #extensionUri: vscode.Uri;
  readonly #log: HostLog;
  #port: PanelPort<ResultsProtocol> | undefined;
  /** True once the page has said `ready`: what is sent before would be lost. */
  #isReady = false;

  constructor(runner: QueryRunner, extensionUri: vscode.Uri, log: HostLog) {
    super();
    this.#runner = runner;
    this.#extensionUri = extensionUri;
    this.#log = log;
    this.own(vscode.window.registerWebviewViewProvider(viewId, this) satisfies IDisposable);
    this.own(runner.onDidChange((state) => this.#isReady && this.#port?.send("state", state)));
    this.own(runner.onDidLoad((page) => this.#isReady && this.#port?.send("page", page)));
  }

  /** Shows the view; the editor keeps the focus. */
  async reveal(): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: true });
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#port?.dispose();
    this.#isReady = false;
    const port = new PanelPort<ResultsProtocol>(
      view.webview,
      {
        ready: () => this.#sendEverything(),
        more: ({ queryId }) => this.#runner.more(queryId),
        all: ({ queryId }) => this.#runner.all(queryId),
        cancel: ({ queryId }) => this.#runner.cancel(queryId),
        action: ({ id }) => this.#act(id),
        copy: async ({ text }) => await vscode.env.clipboard.writeText(text),
      },
      this.#log,
    );
    this.#port = port;
    view.onDidDispose(() => {
      port.dispose();
      if (this.#port === port) this.#port = undefined;
    });
    openPage(view.webview, this.#extensionUri, "results", "Query Results");
  }

  override dispose(): void {
    this.#port?.dispose();
    super.dispose();
  }

  #sendEverything(): void {
    this.#isReady = true;
    this.#port?.send("state", this.#runner.state);
    for (const page of this.#runner.pages) this.#port?.send("page", page);
  }

  /** A page may only press the button that its error shows. */
  async #act(id: string): Promise<void> {
    const state = this.#runner.state;
    const shown = state.kind === "error" ? state.error : state.kind === "rows" ? state.problem : undefined;
    if (shown?.action?.id === id) await vscode.commands.executeCommand(id);
  }
}
