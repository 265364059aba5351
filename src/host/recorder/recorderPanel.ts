import { basename } from "node:path";
import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { shellText } from "../../core/environment/formats.ts";
import type { RecorderComparison, RecorderProtocol } from "../../protocol/recorder.ts";
import { showError } from "../platform/errors.ts";
import { openPage, PanelPort } from "../platform/webviews.ts";
import type { Services } from "../services.ts";
import type { RecorderModel } from "./recorderModel.ts";

type Needs = Pick<Services, "extensionUri" | "log" | "commands" | "profiles">;

const filters = { Recording: ["json"], "HTTP Archive": ["har"] };

/** The editor tab with the live list. Closing it stops recording; what was recorded is there when it opens again. */
export class RecorderPanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: Needs;
  readonly #model: RecorderModel;
  readonly #port: PanelPort<RecorderProtocol>;
  #target = "";
  #comparison: RecorderComparison | undefined;

  constructor(panel: vscode.WebviewPanel, services: Needs, model: RecorderModel) {
    super();
    this.#panel = panel;
    this.#services = services;
    this.#model = model;
    const { extensionUri, log, profiles, commands } = services;
    this.#port = this.own(
      new PanelPort<RecorderProtocol>(
        panel.webview,
        {
          ready: () => this.#resend(),
          start: async ({ target }) => {
            this.#target = target;
            this.#compared(undefined);
            await model.start(target);
          },
          stop: () => model.stop(),
          openTerminal: () => this.#openTerminal(),
          copyVariables: () => this.#copyVariables(),
          save: () => this.#shown(() => this.#save()),
          compare: () => this.#shown(() => this.#compare()),
          openRule: async ({ rule }) => {
            await commands.execute("pwaf.lint.openRule", rule);
          },
          action: async ({ id }) => {
            await vscode.commands.executeCommand(id);
          },
        },
        log,
      ),
    );
    this.own(profiles.onDidChange(() => this.#sendTargets()));
    this.own(
      model.onDidChange((what) => {
        if (what === "state") return this.#port.send("state", model.state);
        this.#port.send("calls", model.calls);
        this.#compared(undefined);
      }),
    );
    this.own(panel.onDidDispose(() => this.dispose()));
    openPage(panel.webview, extensionUri, "recorder", panel.title);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  override dispose(): void {
    super.dispose();
    void this.#model.stop();
  }

  /** Everything, for a page that is new or was thrown away while its tab was hidden. */
  #resend(): void {
    this.#sendTargets();
    this.#port.send("state", this.#model.state);
    this.#port.send("calls", this.#model.calls);
    this.#port.send("comparison", this.#comparison);
  }

  get #targets() {
    const hosts = new Map(this.#services.profiles.all.map(({ name, host }) => [host, name]));
    const named = [...hosts].map(([host, name]) => ({ id: host, label: `${name} (${new URL(host).host})` }));
    return [{ id: "", label: "No workspace: calls are noted and answered with an error" }, ...named];
  }

  #sendTargets(): void {
    const targets = this.#targets;
    const isThere = targets.some(({ id }) => id === this.#target);
    this.#port.send("targets", { targets, target: isThere ? this.#target : "" });
  }

  #compared(comparison: RecorderComparison | undefined): void {
    if (this.#comparison === comparison) return;
    this.#comparison = comparison;
    this.#port.send("comparison", comparison);
  }

  #openTerminal(): void {
    const env = this.#model.variables();
    if (!env) return;
    const message = "Programs started here reach the recorder.";
    const iconPath = new vscode.ThemeIcon("record");
    vscode.window.createTerminal({ name: "PWAF recorder", env, message, iconPath, isTransient: true }).show();
  }

  async #copyVariables(): Promise<void> {
    const variables = Object.entries(this.#model.variables() ?? {});
    const isPowerShell = /(?:pwsh|powershell)(?:\.exe)?$/i.test(vscode.env.shell);
    const lines = variables.map(([name, value]) =>
      isPowerShell ? `$env:${name} = '${value.replaceAll("'", "''")}'` : `export ${name}=${shellText(value)}`,
    );
    await vscode.env.clipboard.writeText(`${lines.join("\n")}\n`);
    vscode.window.setStatusBarMessage("$(check) Copied the variables", 5000);
  }

  async #save(): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const defaultUri = folder && vscode.Uri.joinPath(folder, "user-agents.json");
    const uri = await vscode.window.showSaveDialog({ filters, ...(defaultUri === undefined ? {} : { defaultUri }) });
    if (!uri) return;
    const text = this.#model.text(/\.har$/i.test(uri.path) ? "har" : "json");
    if (text !== undefined) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  }

  async #compare(): Promise<void> {
    const [uri] =
      (await vscode.window.showOpenDialog({ filters: { Recording: ["json"] }, title: "Compare with" })) ?? [];
    if (!uri) return;
    const golden = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    this.#compared(this.#model.compare(basename(uri.path), golden));
  }

  async #shown(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      await showError(error, this.#services.log);
    }
  }
}
