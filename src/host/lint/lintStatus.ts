import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import type { Services } from "../services.ts";
import { lintedDocuments, lintPath } from "./lintedFiles.ts";
import type { LintService } from "./lintService.ts";

/** The language status item: how many problems the shown file has, or that there is no identity yet. */
export class LintStatus extends Disposable {
  readonly #item = this.own(vscode.languages.createLanguageStatusItem("pwaf.lint", lintedDocuments));
  readonly #lint: LintService;
  readonly #services: Pick<Services, "settings">;

  constructor(lint: LintService, services: Pick<Services, "settings">) {
    super();
    this.#lint = lint;
    this.#services = services;
    this.#item.name = "PWAF";
    this.own(vscode.window.onDidChangeActiveTextEditor(() => this.update()));
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
    this.#item.severity = vscode.LanguageStatusSeverity.Information;
    this.#item.command = undefined;
    if (!this.#services.settings.get("lint.enabled")) {
      this.#show("PWAF: off", "`pwaf.lint.enabled` is off.");
      return;
    }
    if (!document || lintPath(document) === undefined || !state) {
      this.#show("PWAF: nothing to check", "This file has no Databricks code that PWAF rules know.");
      return;
    }
    const { findings, sites } = state.report;
    if (!state.hasIdentity && sites.length > 0) {
      this.#item.severity = vscode.LanguageStatusSeverity.Warning;
      this.#item.command = { command: "pwaf.identity.set", title: "Set identity" };
      this.#show("PWAF: no identity yet", "Quick fixes need to know your company and product.");
      return;
    }
    const problems = findings.length === 1 ? "1 problem" : `${findings.length} problems`;
    if (findings.some(({ severity }) => severity === "error"))
      this.#item.severity = vscode.LanguageStatusSeverity.Error;
    this.#show(`PWAF: ${problems}`, sites.length === 1 ? "1 Databricks client" : `${sites.length} Databricks clients`);
    if (findings.length > 0) this.#item.command = { command: "workbench.actions.view.problems", title: "Show" };
  }

  #show(text: string, detail: string): void {
    this.#item.text = text;
    this.#item.detail = detail;
  }
}
