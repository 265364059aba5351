import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { PwafError } from "../../core/base/errors.ts";
import type { Services } from "../services.ts";
import { toWorkspaceEdit } from "./codeActions.ts";
import type { LintService } from "./lintService.ts";
import type { WorkspaceScan } from "./workspaceScan.ts";

export function registerLintCommands(
  lint: LintService,
  scan: WorkspaceScan,
  { commands, identities }: Pick<Services, "commands" | "identities">,
): IDisposable {
  const store = new DisposableStore();
  store.add(commands.register("pwaf.lint.scan", () => scanWorkspace(lint, scan)));
  store.add(
    commands.register("pwaf.lint.applyIdentityFix", async (uri: vscode.Uri, start: number, rule: string) => {
      if (!(await identities.ask(uri))) return;
      const document = await vscode.workspace.openTextDocument(uri);
      const state = await lint.checkDocument(document);
      const finding = state?.report.findings.find((candidate) => candidate.rule === rule && candidate.start === start);
      if (!state || !finding?.fix) {
        throw new PwafError("conflict", "The file changed meanwhile, so nothing was inserted.", {
          hint: "Choose the quick fix again.",
        });
      }
      await vscode.workspace.applyEdit(toWorkspaceEdit(uri, state, finding.fix.edits));
    }),
  );
  return store;
}

async function scanWorkspace(lint: LintService, scan: WorkspaceScan): Promise<void> {
  if (!vscode.workspace.workspaceFolders?.length) {
    throw new PwafError("config", "There is no folder to check.", { hint: "Open the folder of your project." });
  }
  const cancelled = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: "PWAF: checking the workspace", cancellable: true },
    async (progress, token) => {
      let last = 0;
      await scan.scan(token, ({ done, total }) => {
        progress.report({ message: `${done} of ${total} files`, increment: ((done - last) / total) * 100 });
        last = done;
      });
      return token.isCancellationRequested;
    },
  );
  if (cancelled) return;
  const findings = [...lint.states.values()].flatMap(({ report }) => report.findings);
  if (findings.length === 0) {
    void vscode.window.showInformationMessage("PWAF: no problems in this workspace.");
    return;
  }
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const files = [...lint.states.values()].filter(({ report }) => report.findings.length > 0).length;
  const message = `PWAF: ${findings.length} ${findings.length === 1 ? "problem" : "problems"} (${errors} ${errors === 1 ? "error" : "errors"}) in ${files} ${files === 1 ? "file" : "files"}.`;
  const shown = await vscode.window.showWarningMessage(message, "Show problems");
  if (shown !== undefined) await vscode.commands.executeCommand("workbench.actions.view.problems");
}
