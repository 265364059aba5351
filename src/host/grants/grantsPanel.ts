import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { kindFacts } from "../../core/grants/securable.ts";
import type { Securable } from "../../core/grants/securable.ts";
import type { GrantsProtocol } from "../../protocol/grants.ts";
import { logError, showError, viewError } from "../platform/errors.ts";
import { openPage, PanelPort } from "../platform/webviews.ts";
import type { Services } from "../services.ts";
import { GrantsModel } from "./grantsModel.ts";
import { pickPrincipal } from "../platform/pickPrincipal.ts";

export type GrantsServices = Pick<Services, "extensionUri" | "log" | "profiles" | "sessions" | "sql" | "workspaces">;

/** The editor tab in which grants are built, shown and run. */
export class GrantsPanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: GrantsServices;
  readonly #model: GrantsModel;

  constructor(panel: vscode.WebviewPanel, services: GrantsServices) {
    super();
    this.#panel = panel;
    this.#services = services;
    const { extensionUri, log, workspaces, sessions } = services;
    const model = this.own(
      new GrantsModel({
        effectivePrivileges: async ({ kind, path }, signal) =>
          (await workspaces.client()).effectiveGrants(kindFacts[kind].apiType, path.join("."), signal),
        owner: async ({ kind, path }, signal) =>
          (await workspaces.client()).owner(kindFacts[kind].collection, path.join("."), signal),
        execute: (sql, signal) => this.#execute(sql, signal),
        viewError,
        failed: (error) => logError(error, log),
      }),
    );
    this.#model = model;
    const port: PanelPort<GrantsProtocol> = this.own(
      new PanelPort<GrantsProtocol>(
        panel.webview,
        {
          ready: async (remembered) => {
            port.send("state", model.state);
            if (!model.hasObjects) await model.restore(remembered);
          },
          addObject: (object) => model.addObject(object),
          removeObject: ({ index }) => model.removeObject(index),
          chooseOperations: ({ operations }) => model.chooseOperations(operations),
          pickPrincipal: () => this.#shown(() => this.#pickPrincipal()),
          readAgain: () => model.read(),
          copy: () => this.#copy(),
          openInEditor: () => this.#openInEditor(),
          run: () => this.#shown(() => this.#run()),
          cancelRun: () => model.cancelRun(),
          action: async ({ id }) => {
            if (model.state.run?.error?.action?.id === id) await vscode.commands.executeCommand(id);
          },
        },
        log,
      ),
    );
    this.own(model.onDidChange((state) => port.send("state", state)));
    this.own(
      sessions.onDidChange((session) => {
        if (session.kind === "signedIn" && model.hasObjects) void model.read();
      }),
    );
    this.own(panel.onDidDispose(() => this.dispose()));
    openPage(panel.webview, extensionUri, "grants", panel.title);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  async setObjects(objects: readonly Securable[]): Promise<void> {
    await this.#model.setObjects(objects);
  }

  async #pickPrincipal(): Promise<void> {
    const { log, workspaces } = this.#services;
    const picked = await pickPrincipal("Grant to", await workspaces.client(), (error) => logError(error, log));
    if (picked) await this.#model.choosePrincipal(picked);
  }

  async #copy(): Promise<void> {
    await vscode.env.clipboard.writeText(this.#model.state.sql);
    vscode.window.setStatusBarMessage("$(check) Copied the GRANT statements", 5000);
  }

  async #openInEditor(): Promise<void> {
    const content = this.#model.state.sql;
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "sql", content }));
  }

  /** Privileges are given to somebody: never without a question that shows the statements. */
  async #run(): Promise<void> {
    const { statements, principal } = this.#model;
    if (statements.length === 0 || principal === undefined) return;
    const count = statements.length === 1 ? "1 GRANT statement" : `${statements.length} GRANT statements`;
    const where = await this.#services.sql.describeTarget();
    const picked = await vscode.window.showWarningMessage(
      `Run ${count} on ${where}?`,
      { modal: true, detail: statements.join(";\n") },
      "Run",
    );
    if (picked === "Run") await this.#model.run();
  }

  async #execute(sql: string, signal: AbortSignal): Promise<void> {
    const source = new vscode.CancellationTokenSource();
    const cancel = () => source.cancel();
    signal.addEventListener("abort", cancel, { once: true });
    if (signal.aborted) cancel();
    try {
      await (await this.#services.sql.execute({ sql }, source.token)).close();
    } finally {
      signal.removeEventListener("abort", cancel);
      source.dispose();
    }
  }

  async #shown(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      await showError(error, this.#services.log);
    }
  }
}
