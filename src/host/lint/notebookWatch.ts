import * as vscode from "vscode";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { logError } from "../platform/errors.ts";
import type { Services } from "../services.ts";
import type { LintService } from "./lintService.ts";

/** Pause after a key press, long enough that a typed word is checked once. */
const typingPause = 120;

/** Checks notebooks that are open, as a whole: a name of one cell is used in the next. */
export class NotebookWatch extends Disposable {
  readonly #lint: LintService;
  readonly #services: Pick<Services, "settings" | "log">;
  readonly #pending = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(lint: LintService, services: Pick<Services, "settings" | "log">) {
    super();
    this.#lint = lint;
    this.#services = services;
    this.own(toDisposable(() => this.#pending.forEach((timer) => clearTimeout(timer))));
    this.own(vscode.workspace.onDidOpenNotebookDocument((notebook) => this.schedule(notebook, 0)));
    this.own(vscode.workspace.onDidSaveNotebookDocument((notebook) => this.schedule(notebook, 0)));
    this.own(vscode.workspace.onDidCloseNotebookDocument((notebook) => lint.closeNotebook(notebook)));
    this.own(
      vscode.workspace.onDidChangeNotebookDocument(({ notebook, contentChanges, cellChanges }) => {
        const isCode = contentChanges.length > 0 || cellChanges.some(({ document }) => document !== undefined);
        if (isCode && services.settings.get("lint.run") === "onType") this.schedule(notebook, typingPause);
      }),
    );
  }

  checkAll(): void {
    for (const notebook of vscode.workspace.notebookDocuments) this.schedule(notebook, 0);
  }

  schedule(notebook: vscode.NotebookDocument, delay: number): void {
    if (!notebook.uri.path.endsWith(".ipynb")) return;
    const key = notebook.uri.toString();
    clearTimeout(this.#pending.get(key));
    const run = () => {
      this.#pending.delete(key);
      if (notebook.isClosed) return;
      this.#lint.checkNotebook(notebook).catch((error: unknown) => logError(error, this.#services.log));
    };
    this.#pending.set(key, setTimeout(run, delay));
  }
}
