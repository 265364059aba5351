import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import type { Services } from "../services.ts";
import type { LintService } from "./lintService.ts";
import { PendingChecks, typingPause } from "./pendingChecks.ts";

/** Checks notebooks that are open, as a whole: a name of one cell is used in the next. */
export class NotebookWatch extends Disposable {
  readonly #lint: LintService;
  readonly #pending: PendingChecks;

  constructor(lint: LintService, services: Pick<Services, "settings" | "log">) {
    super();
    this.#lint = lint;
    this.#pending = this.own(new PendingChecks(services));
    this.own(vscode.workspace.onDidOpenNotebookDocument((notebook) => this.schedule(notebook, 0)));
    this.own(vscode.workspace.onDidSaveNotebookDocument((notebook) => this.schedule(notebook, 0)));
    this.own(vscode.workspace.onDidCloseNotebookDocument((notebook) => lint.closeNotebook(notebook)));
    this.own(
      vscode.workspace.onDidChangeNotebookDocument(({ notebook, contentChanges, cellChanges }) => {
        const isCode = contentChanges.length > 0 || cellChanges.some(({ document }) => document !== undefined);
        if (isCode && !this.#pending.waitsForSave) this.schedule(notebook, typingPause);
      }),
    );
  }

  /** Checks what is open; what somebody is editing who wants to be told on save has its turn then. */
  checkAll(): void {
    for (const notebook of vscode.workspace.notebookDocuments) {
      if (!notebook.isDirty || !this.#pending.waitsForSave) this.schedule(notebook, 0);
    }
  }

  schedule(notebook: vscode.NotebookDocument, delay: number): void {
    if (!notebook.uri.path.endsWith(".ipynb")) return;
    this.#pending.schedule(notebook.uri, delay, async () => {
      if (!notebook.isClosed) await this.#lint.checkNotebook(notebook);
    });
  }
}
