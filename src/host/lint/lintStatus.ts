import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import type { Scan, Services } from "../services.ts";
import { lintedDocuments, lintPath } from "./lintedFiles.ts";
import type { LintService } from "./lintService.ts";
import type { StatusText } from "./statusText.ts";
import { statusText } from "./statusText.ts";

/** The language status item of the shown file. */
export class LintStatus extends Disposable {
  readonly #item = this.own(vscode.languages.createLanguageStatusItem("pwaf.lint", lintedDocuments));
  readonly #lint: LintService;
  readonly #scan: Scan;
  readonly #services: Pick<Services, "settings">;

  constructor(lint: LintService, scan: Scan, services: Pick<Services, "settings">) {
    super();
    this.#lint = lint;
    this.#scan = scan;
    this.#services = services;
    this.#item.name = "PWAF";
    this.own(vscode.window.onDidChangeActiveTextEditor(() => this.update()));
    this.own(vscode.workspace.onDidGrantWorkspaceTrust(() => this.update()));
    this.own(scan.onDidChange(() => this.update()));
    this.own(
      lint.onDidChange((uri) => {
        if (uri.toString() === vscode.window.activeTextEditor?.document.uri.toString()) this.update();
      }),
    );
    this.update();
  }

  update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const state = document && lintPath(document) !== undefined ? this.#lint.state(document.uri) : undefined;
    const scan = this.#scan.state;
    const { text, detail, severity, action } = statusText({
      isEnabled: this.#services.settings.get("lint.enabled"),
      isTrusted: vscode.workspace.isTrusted,
      scan,
      shown: state && { ...state.report, hasIdentity: state.hasIdentity },
    });
    this.#item.text = text;
    this.#item.detail = detail;
    this.#item.severity = severities[severity];
    this.#item.command = action && commands[action];
    this.#item.busy = scan.kind === "running";
  }
}

const severities: Readonly<Record<StatusText["severity"], vscode.LanguageStatusSeverity>> = {
  information: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
};

const commands: Readonly<Record<NonNullable<StatusText["action"]>, vscode.Command>> = {
  openSetting: {
    command: "workbench.action.openSettings",
    title: "Open setting",
    arguments: ["pwaf.lint.enabled"],
  },
  setIdentity: { command: "pwaf.identity.set", title: "Set identity" },
  showProblems: { command: "workbench.actions.view.problems", title: "Show" },
};
