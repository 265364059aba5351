import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";

/** Fills one webview panel and goes away with it. */
interface Tab extends IDisposable {
  reveal(): void;
}

interface EditorTabsOptions<S, T extends Tab> {
  readonly viewType: string;
  readonly extensionUri: vscode.Uri;
  readonly title: (subject: S) => string;
  /** Subjects with one key share a tab. */
  readonly key: (subject: S) => string;
  /** What a tab needs is loaded here, with the first one, not with the extension. */
  readonly make: (panel: vscode.WebviewPanel, subject: S, how: { readonly isRestored: boolean }) => Promise<T>;
  /**
   * What a tab was about that the editor brings back after a restart; undefined closes it. Tabs do not come back
   * without this function.
   * @param remembered what its page kept by `setState`, unchecked.
   */
  readonly restore?: (remembered: unknown, title: string) => S | undefined | Promise<S | undefined>;
}

/** The editor tabs of one kind, at most one for each subject. */
export class EditorTabs<S, T extends Tab> extends Disposable {
  readonly #options: EditorTabsOptions<S, T>;
  /** Promises, since a second click can come while the first tab is being made. */
  readonly #open = new Map<string, Promise<T>>();

  constructor(options: EditorTabsOptions<S, T>) {
    super();
    this.#options = options;
    const { viewType, restore } = options;
    // One that could not be made has been told of where it was asked for.
    this.own(toDisposable(() => this.#open.forEach((tab) => void tab.then((made) => made.dispose()).catch(() => {}))));
    if (!restore) return;
    this.own(
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: async (panel, remembered: unknown) => {
          const subject = await restore(remembered, panel.title);
          if (subject === undefined || this.#open.has(options.key(subject))) panel.dispose();
          else await this.#adopt(panel, subject, { isRestored: true });
        },
      }),
    );
  }

  /** Shows the tab of a subject; makes it when there is none. */
  async show(subject: S): Promise<T> {
    const { viewType, extensionUri, title, key } = this.#options;
    const existing = await this.#open.get(key(subject));
    if (existing) {
      existing.reveal();
      return existing;
    }
    const options = { enableScripts: true };
    const panel = vscode.window.createWebviewPanel(viewType, title(subject), vscode.ViewColumn.Active, options);
    panel.iconPath = vscode.Uri.joinPath(extensionUri, "media", "icon.svg");
    return await this.#adopt(panel, subject, { isRestored: false });
  }

  async #adopt(panel: vscode.WebviewPanel, subject: S, how: { readonly isRestored: boolean }): Promise<T> {
    const key = this.#options.key(subject);
    const tab = this.#options.make(panel, subject, how);
    this.#open.set(key, tab);
    panel.onDidDispose(() => {
      if (this.#open.get(key) === tab) this.#open.delete(key);
    });
    try {
      return await tab;
    } catch (error) {
      panel.dispose();
      throw error;
    }
  }
}
