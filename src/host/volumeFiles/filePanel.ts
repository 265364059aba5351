import * as vscode from "vscode";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { isCancelled, wrapError } from "../../core/base/errors.ts";
import type { FileState, VolumeFileProtocol } from "../../protocol/volumeFile.ts";
import { logError, viewError } from "../platform/errors.ts";
import { openPage, PanelPort } from "../platform/webviews.ts";
import type { Services } from "../services.ts";
import { previewFile } from "./filePreview.ts";

export type FilePanelServices = Pick<Services, "extensionUri" | "log" | "sessions" | "workspaces">;

const again = { id: "again", title: "Try again" } as const;

/** The editor tab that shows the head of one file of a volume. */
export class FilePanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: FilePanelServices;
  readonly #path: string;
  readonly #port: PanelPort<VolumeFileProtocol>;
  #state: FileState = { kind: "loading" };
  #run: AbortController | undefined;

  constructor(panel: vscode.WebviewPanel, services: FilePanelServices, path: string) {
    super();
    this.#panel = panel;
    this.#services = services;
    this.#path = path;
    const { extensionUri, log, sessions } = services;
    this.#port = this.own(
      new PanelPort<VolumeFileProtocol>(
        panel.webview,
        {
          ready: () => this.#send(),
          reload: () => this.load(),
          cancel: () => this.#run?.abort(),
          copy: async ({ text }) => vscode.env.clipboard.writeText(text),
          action: async ({ id }) => {
            if (id === again.id) return this.load();
            const shown = this.#state.kind === "error" ? this.#state.error.action?.id : undefined;
            if (id === shown) await vscode.commands.executeCommand(id);
          },
        },
        log,
      ),
    );
    this.own(toDisposable(() => this.#run?.abort()));
    this.own(
      sessions.onDidChange((session) => {
        if (session.kind === "signedIn" && this.#state.kind === "error") void this.load();
      }),
    );
    this.own(panel.onDidDispose(() => this.dispose()));
    openPage(panel.webview, extensionUri, "volumeFile", panel.title);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Starts anew; what ran before is given up. Never rejects. */
  async load(): Promise<void> {
    this.#run?.abort();
    const mine = new AbortController();
    this.#run = mine;
    this.#set({ kind: "loading" });
    try {
      const client = await this.#services.workspaces.client();
      const preview = await previewFile(client, this.#path, mine.signal);
      if (this.#run === mine) this.#set({ kind: "loaded", preview });
    } catch (cause) {
      if (this.#run !== mine) return;
      if (isCancelled(cause)) return this.#set({ kind: "error", error: { message: "You stopped it.", action: again } });
      const error = wrapError(`preview ${this.#path}`, cause);
      logError(error, this.#services.log);
      this.#set({ kind: "error", error: { action: again, ...viewError(error) } });
    }
  }

  #set(state: FileState): void {
    this.#state = state;
    this.#send();
  }

  #send(): void {
    this.#port.send("file", { path: this.#path, state: this.#state });
  }
}
