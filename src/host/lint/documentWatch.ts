import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import type { Services } from "../services.ts";
import { lintPath } from "./lintedFiles.ts";
import type { LintService } from "./lintService.ts";
import { shownFiles } from "./workspaceFiles.ts";
import { PendingChecks, typingPause } from "./pendingChecks.ts";

/** Checks documents when they are opened, typed in or saved. */
export class DocumentWatch extends Disposable {
  readonly #lint: LintService;
  readonly #pending: PendingChecks;

  constructor(lint: LintService, services: Pick<Services, "settings" | "log">) {
    super();
    this.#lint = lint;
    this.#pending = this.own(new PendingChecks(services));
    this.own(vscode.workspace.onDidOpenTextDocument((document) => this.schedule(document, 0)));
    this.own(vscode.workspace.onDidSaveTextDocument((document) => this.schedule(document, 0)));
    this.own(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && !this.#pending.waitsForSave) this.schedule(document, typingPause);
      }),
    );
  }

  /** Checks what editors show; what somebody is editing who wants to be told on save has its turn then. */
  checkAll(): void {
    const shown = shownFiles();
    for (const document of vscode.workspace.textDocuments) {
      if (!shown.has(document.uri.toString())) continue;
      if (!document.isDirty || !this.#pending.waitsForSave) this.schedule(document, 0);
    }
  }

  schedule(document: vscode.TextDocument, delay: number): void {
    if (lintPath(document) === undefined) return;
    this.#pending.schedule(document.uri, delay, async () => {
      if (!document.isClosed) await this.#lint.checkDocument(document);
    });
  }
}
