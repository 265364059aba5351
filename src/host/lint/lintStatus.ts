import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { isClient } from "../../core/lint/sites.ts";
import type { Scan, Services } from "../services.ts";
import { lintedDocuments, lintPath } from "./lintedFiles.ts";
import type { LintService } from "./lintService.ts";
import { counted } from "./words.ts";

/** The language status item: how many problems the shown file has, or that there is no identity yet. */
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
    const state = document && this.#lint.state(document.uri);
    const scan = this.#scan.state;
    this.#item.severity = vscode.LanguageStatusSeverity.Information;
    this.#item.command = undefined;
    this.#item.busy = scan.kind === "running";
    if (!this.#services.settings.get("lint.enabled")) {
      this.#show("PWAF: off", "The setting `pwaf.lint.enabled` is off.");
      this.#item.command = openSettings;
      return;
    }
    const progress =
      scan.kind === "running" && scan.total > 0 ? `Checking the workspace: ${scan.done} of ${scan.total} files` : "";
    if (!document || lintPath(document) === undefined || !state) {
      this.#show("PWAF: nothing to check", progress || "This file has no Databricks code that PWAF rules know.");
      return;
    }
    const { findings, sites } = state.report;
    if (!state.hasIdentity && (sites.length > 0 || findings.some(({ needsIdentity }) => needsIdentity))) {
      this.#item.severity = vscode.LanguageStatusSeverity.Warning;
      this.#item.command = { command: "pwaf.identity.set", title: "Set identity" };
      this.#show(`PWAF: ${counted(findings.length, "problem")}`, "fixes need your product's name");
      return;
    }
    if (findings.some(({ severity }) => severity === "error"))
      this.#item.severity = vscode.LanguageStatusSeverity.Error;
    this.#show(
      `PWAF: ${counted(findings.length, "problem")}`,
      progress || counted(sites.filter(isClient).length, "Databricks client"),
    );
    if (findings.length > 0) this.#item.command = { command: "workbench.actions.view.problems", title: "Show" };
  }

  #show(text: string, detail: string): void {
    this.#item.text = text;
    this.#item.detail = detail;
  }
}

const openSettings: vscode.Command = {
  command: "workbench.action.openSettings",
  title: "Open setting",
  arguments: ["pwaf.lint.enabled"],
};
