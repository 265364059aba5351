import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { PwafError } from "../../core/base/errors.ts";
import type { Services } from "../services.ts";
import type { LintService } from "./lintService.ts";
import { counted } from "./words.ts";
import type { WorkspaceScan } from "./workspaceScan.ts";

export function registerScanCommands(
  lint: LintService,
  scan: WorkspaceScan,
  { commands }: Pick<Services, "commands">,
): IDisposable {
  const store = new DisposableStore();
  store.add(commands.register("pwaf.lint.scan", () => scanWorkspace(lint, scan)));
  store.add(commands.register("pwaf.lint.cancelScan", () => scan.cancel()));
  return store;
}

async function scanWorkspace(lint: LintService, scan: WorkspaceScan): Promise<void> {
  if (!vscode.workspace.workspaceFolders?.length)
    throw new PwafError("config", "There is no folder to check.", { hint: "Open the folder of your project." });
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: "PWAF: checking the workspace", cancellable: true },
    async (progress, token) => {
      const result = scan.start();
      let last = 0;
      const following = scan.onDidChange((state) => {
        if (state.kind !== "running" || state.total === 0) return;
        const { done, total } = state;
        progress.report({ message: `${done} of ${total} files`, increment: ((done - last) / total) * 100 });
        last = done;
      });
      token.onCancellationRequested(() => scan.cancel());
      return await result.finally(() => following.dispose());
    },
  );
  if (outcome === "finished") await showOutcome(lint);
}

async function showOutcome(lint: LintService): Promise<void> {
  const found = [...lint.files].filter(({ report }) => report.findings.length > 0);
  const findings = found.flatMap(({ report }) => report.findings);
  if (findings.length === 0) {
    void vscode.window.showInformationMessage("PWAF: no problems in this workspace.");
    return;
  }
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const message = `PWAF: ${counted(findings.length, "problem")} (${counted(errors, "error")}) in ${counted(found.length, "file")}.`;
  const shown = await vscode.window.showWarningMessage(message, "Show problems");
  if (shown !== undefined) await vscode.commands.executeCommand("workbench.actions.view.problems");
}
