import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { wrapError } from "../../core/base/errors.ts";
import { sqlName } from "../../core/base/sqlName.ts";
import type { StatisticsRequest, TableColumn, TableDetailProtocol } from "../../protocol/tableDetail.ts";
import { logError, viewError } from "../platform/errors.ts";
import { openPage, PanelPort } from "../platform/webviews.ts";
import type { Services } from "../services.ts";
import { StatisticsRun } from "./statisticsRun.ts";
import { TableLoads } from "./tableLoads.ts";
import { TableModel } from "./tableModel.ts";
import type { TablePath } from "./tablePath.ts";

export type TablePanelServices = Pick<
  Services,
  "commands" | "extensionUri" | "log" | "sessions" | "sql" | "workspaces"
>;

/** Wires one editor panel to the parts of one table. Goes away with its panel, and stops its queries then. */
export class TablePanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #model: TableModel;
  readonly #statistics: StatisticsRun;
  /** As last described; statistics are asked for by name, and only for columns that are there. */
  #columns: readonly TableColumn[] = [];

  constructor(panel: vscode.WebviewPanel, services: TablePanelServices, path: TablePath) {
    super();
    this.#panel = panel;
    const { commands, extensionUri, log, sessions } = services;

    const port: PanelPort<TableDetailProtocol> = this.own(
      new PanelPort<TableDetailProtocol>(
        panel.webview,
        {
          ready: () => {
            model.resend();
            statistics.resend();
          },
          reload: () => model.reload(),
          show: ({ pane }) => model.look(pane),
          load: ({ pane }) => model.load(pane),
          cancel: ({ pane }) => model.cancel(pane),
          action: async ({ pane, id }) => {
            const command = pane === "statistics" ? statistics.press(id) : model.press(pane, id);
            if (command !== undefined) await vscode.commands.executeCommand(command);
          },
          computeStatistics: (request) => this.#compute(request),
          cancelStatistics: () => statistics.cancel(),
          copy: async ({ text }) => vscode.env.clipboard.writeText(text),
          openSql: async ({ sql }) => {
            await vscode.window.showTextDocument(
              await vscode.workspace.openTextDocument({ language: "sql", content: sql }),
            );
          },
          openTable: async ({ fullName }) => {
            const [catalog = "", schema = "", ...rest] = fullName.split(".");
            await commands.execute("pwaf.table.preview", sqlName([catalog, schema, rest.join(".")]));
          },
          buildGrants: async () => {
            await commands.execute("pwaf.buildGrants", { kind: "table", path });
          },
        },
        log,
      ),
    );
    const loads = new TableLoads(services, path);
    const failed = (error: unknown) => logError(error, log);
    const model = this.own(
      new TableModel({
        load: {
          ...loads.parts,
          description: async (signal) => {
            const info = await loads.parts.description(signal);
            this.#columns = info.columns;
            return info;
          },
        },
        show: (message) => port.send("pane", message),
        viewError,
        failed,
      }),
    );
    const statistics = this.own(
      new StatisticsRun({
        table: path,
        query: async (sql, signal) => {
          try {
            return await loads.texts(sql, signal);
          } catch (cause) {
            throw wrapError(`compute statistics of ${sqlName(path)}`, cause);
          }
        },
        show: (state) => port.send("statistics", state),
        viewError,
        failed,
      }),
    );
    this.#model = model;
    this.#statistics = statistics;
    this.own(
      sessions.onDidChange((session) => {
        if (session.kind === "signedIn") void model.signedIn();
      }),
    );
    this.own(panel.onDidDispose(() => this.dispose()));
    openPage(panel.webview, extensionUri, "tableDetail", panel.title);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  load(): Promise<void> {
    return this.#model.open();
  }

  loadAfterRestart(): Promise<void> {
    return this.#model.openAfterRestart();
  }

  async #compute({ columns, rows }: StatisticsRequest): Promise<void> {
    const wanted = this.#columns.filter(({ name }) => columns.includes(name));
    const scope = rows !== undefined && Number.isSafeInteger(rows) && rows > 0 ? { rows } : {};
    if (wanted.length > 0) await this.#statistics.compute(wanted, scope);
  }
}
