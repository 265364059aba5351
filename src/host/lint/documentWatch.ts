import * as vscode from "vscode";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { logError } from "../platform/errors.ts";
import type { Services } from "../services.ts";
import { lintPath } from "./lintedFiles.ts";
import type { LintService } from "./lintService.ts";

/** Pause after a key press, long enough that a typed word is checked once. */
const typingPause = 120;

/** Checks documents when they are opened, typed in or saved. */
export class DocumentWatch extends Disposable {
  readonly #lint: LintService;
  readonly #services: Pick<Services, "settings" | "log">;
  readonly #pending = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(lint: LintService, services: Pick<Services, "settings" | "log">) {
    super();
    this.#lint = lint;
    this.#services = services;
    this.own(toDisposable(() => this.#pending.forEach((timer) => clearTimeout(timer))));
    this.own(vscode.workspace.onDidOpenTextDocument((document) => this.schedule(document, 0)));
    this.own(vscode.workspace.onDidSaveTextDocument((document) => this.schedule(document, 0)));
    this.own(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && !this.#waitsForSave()) this.schedule(document, typingPause);
      }),
    );
  }

  /** Checks what is open; what somebody is editing who wants to be told on save has its turn then. */
  checkAll(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (!document.isDirty || !this.#waitsForSave()) this.schedule(document, 0);
    }
  }

  #waitsForSave(): boolean {
    return this.#services.settings.get("lint.run") === "onSave";
  }

  schedule(document: vscode.TextDocument, delay: number): void {
    if (lintPath(document) === undefined) return;
    const key = document.uri.toString();
    clearTimeout(this.#pending.get(key));
    const run = () => {
      this.#pending.delete(key);
      if (document.isClosed) return;
      this.#lint.checkDocument(document).catch((error: unknown) => logError(error, this.#services.log));
    };
    this.#pending.set(key, setTimeout(run, delay));
  }
}
