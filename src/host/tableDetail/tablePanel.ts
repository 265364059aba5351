import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { wrapError } from "../../core/base/errors.ts";
import { sqlName } from "../../core/base/sqlName.ts";
import type { TableDetailProtocol } from "../../protocol/tableDetail.ts";
import { logError, viewError } from "../platform/errors.ts";
import { openPage, PanelPort } from "../platform/webviews.ts";
import type { Services } from "../services.ts";
import { readSample, sampleStatement } from "./sampleRows.ts";
import type { TablePath } from "./tablePath.ts";
import { TablePreview } from "./tablePreview.ts";

export type TablePanelServices = Pick<Services, "extensionUri" | "log" | "sessions" | "sql" | "workspaces">;

/** Wires one editor panel to the preview of one table. Goes away with its panel, and stops its query then. */
export class TablePanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: TablePanelServices;
  readonly #path: TablePath;
  readonly #preview: TablePreview;

  constructor(panel: vscode.WebviewPanel, services: TablePanelServices, path: TablePath) {
    super();
    this.#panel = panel;
    this.#services = services;
    this.#path = path;
    const { extensionUri, log, sessions } = services;

    const port: PanelPort<TableDetailProtocol> = this.own(
      new PanelPort<TableDetailProtocol>(
        panel.webview,
        {
          ready: () => preview.resend(),
          reload: () => preview.load(),
          cancel: () => preview.cancel(),
          action: async ({ id }) => {
            const command = preview.press(id);
            if (command !== undefined) await vscode.commands.executeCommand(command);
          },
          copy: async ({ text }) => vscode.env.clipboard.writeText(text),
        },
        log,
      ),
    );
    const preview = this.own(
      new TablePreview({
        describe: (signal) => this.#describe(signal),
        sample: (signal) => this.#sample(signal),
        showDescription: (state) => port.send("description", state),
        showSample: (state) => port.send("sample", state),
        viewError,
        failed: (error) => logError(error, log),
      }),
    );
    this.#preview = preview;
    this.own(
      sessions.onDidChange((session) => {
        if (session.kind === "signedIn") void preview.signedIn();
      }),
    );
    this.own(panel.onDidDispose(() => this.dispose()));
    openPage(panel.webview, extensionUri, "tableDetail", panel.title);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  load(): Promise<void> {
    return this.#preview.load();
  }

  loadDescriptionOnly(): Promise<void> {
    return this.#preview.loadDescriptionOnly();
  }

  async #describe(signal: AbortSignal) {
    try {
      const client = await this.#services.workspaces.client();
      return await client.table(this.#path.join("."), signal);
    } catch (cause) {
      throw wrapError(`read the description of ${sqlName(this.#path)}`, cause);
    }
  }

  async #sample(signal: AbortSignal) {
    const source = new vscode.CancellationTokenSource();
    const cancel = () => source.cancel();
    signal.addEventListener("abort", cancel, { once: true });
    try {
      const result = await this.#services.sql.execute(sampleStatement(this.#path), source.token);
      return await readSample(result, signal);
    } catch (cause) {
      throw wrapError(`fetch sample rows of ${sqlName(this.#path)}`, cause);
    } finally {
      signal.removeEventListener("abort", cancel);
      source.dispose();
    }
  }
}
