import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { wrapError } from "../../core/base/errors.ts";
import type { FilePreview, VolumeFileProtocol } from "../../protocol/volumeFile.ts";
import { logError, viewError } from "../platform/errors.ts";
import { Pane } from "../platform/pane.ts";
import { openPage, PanelPort } from "../platform/webviews.ts";
import type { Services } from "../services.ts";
import { previewFile } from "./filePreview.ts";

export type FilePanelServices = Pick<Services, "extensionUri" | "log" | "sessions" | "workspaces">;

/** The editor tab that shows the head of one file of a volume. */
export class FilePanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #pane: Pane<FilePreview>;

  constructor(
    panel: vscode.WebviewPanel,
    { extensionUri, log, sessions, workspaces }: FilePanelServices,
    path: string,
  ) {
    super();
    this.#panel = panel;
    const port: PanelPort<VolumeFileProtocol> = this.own(
      new PanelPort<VolumeFileProtocol>(
        panel.webview,
        {
          ready: () => pane.resend(),
          reload: () => pane.load(),
          cancel: () => pane.cancel(),
          copy: async ({ text }) => vscode.env.clipboard.writeText(text),
          action: async ({ id }) => {
            const command = pane.press(id);
            if (command !== undefined) await vscode.commands.executeCommand(command);
          },
        },
        log,
      ),
    );
    const pane = this.own(
      new Pane<FilePreview>({
        doing: "Reading the head of the file…",
        load: async (signal) => {
          try {
            return await previewFile(await workspaces.client(), path, signal);
          } catch (cause) {
            throw wrapError(`preview ${path}`, cause);
          }
        },
        show: (state) => port.send("file", { path, state }),
        viewError,
        failed: (error) => logError(error, log),
        stopped: "You stopped it.",
      }),
    );
    this.#pane = pane;
    this.own(
      sessions.onDidChange((session) => {
        if (session.kind === "signedIn" && pane.kind === "error") void pane.load();
      }),
    );
    this.own(panel.onDidDispose(() => this.dispose()));
    openPage(panel.webview, extensionUri, "volumeFile", panel.title);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  load(): Promise<void> {
    return this.#pane.load();
  }
}
