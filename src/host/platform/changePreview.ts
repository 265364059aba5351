import * as vscode from "vscode";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import type { Commands } from "./commands.ts";

const scheme = "pwaf-change";

const howTo = "✓ in the title of the comparison makes the change.";

interface Pending {
  readonly id: number;
  readonly answer: (isWanted: boolean) => void;
}

/** Two versions of a file's text as they may be shown: without secrets. */
export interface ShownChange {
  /** The file's name: its ending gives the comparison its colours. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Shows a change of a file as a comparison, and asks whether to make it. */
export class ChangePreview extends Disposable {
  readonly #texts = new Map<string, string>();
  #pending: Pending | undefined;
  #count = 0;

  constructor(commands: Pick<Commands, "register">) {
    super();
    const provideTextDocumentContent = (uri: vscode.Uri) => this.#texts.get(uri.path) ?? "";
    this.own(vscode.workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent }));
    this.own(commands.register("pwaf.change.apply", () => this.#pending?.answer(true)));
    this.own(commands.register("pwaf.change.discard", () => this.#pending?.answer(false)));
    // Whoever closes the comparison does not want the change.
    this.own(
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.some((tab) => this.#isMine(tab))) this.#pending?.answer(false);
      }),
    );
    this.own(toDisposable(() => this.#pending?.answer(false)));
  }

  /** True when the user wants the change. A question that is still open counts as answered with no. */
  async confirm(title: string, { name, before, after }: ShownChange): Promise<boolean> {
    this.#pending?.answer(false);
    const id = ++this.#count;
    const uris = [before, after].map((text, index) => {
      const uri = vscode.Uri.from({ scheme, path: `/${id}/${index === 0 ? "now" : "then"}/${name}` });
      this.#texts.set(uri.path, text);
      return uri;
    });
    const answered = new Promise<boolean>((resolve) => {
      this.#pending = { id, answer: resolve };
    });
    try {
      await vscode.commands.executeCommand("vscode.diff", uris[0], uris[1], title, { preview: true });
      // A message with buttons would outlive an answer that was given elsewhere; this one ends with it.
      const wait = { location: vscode.ProgressLocation.Notification, cancellable: true, title: `${title}? ${howTo}` };
      void vscode.window.withProgress(wait, (_progress, token) => {
        token.onCancellationRequested(() => this.#pending?.id === id && this.#pending.answer(false));
        return answered;
      });
      return await answered;
    } finally {
      if (this.#pending?.id === id) this.#pending = undefined;
      await this.#close(uris);
    }
  }

  #isMine({ input }: vscode.Tab): boolean {
    return (
      input instanceof vscode.TabInputTextDiff &&
      input.modified.scheme === scheme &&
      input.modified.path.startsWith(`/${this.#pending?.id ?? 0}/`)
    );
  }

  async #close(uris: readonly vscode.Uri[]): Promise<void> {
    for (const { path } of uris) this.#texts.delete(path);
    const shown = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
    const mine = shown.filter(
      ({ input }) => input instanceof vscode.TabInputTextDiff && uris.some(({ path }) => path === input.modified.path),
    );
    if (mine.length > 0) await vscode.window.tabGroups.close(mine);
  }
}
