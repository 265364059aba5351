import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore, toDisposable } from "../../core/base/disposable.ts";
import type { Services } from "../services.ts";
import { registerCodeActions } from "./codeActions.ts";
import { DocumentWatch } from "./documentWatch.ts";
import { registerHover } from "./hover.ts";
import { registerLintCommands } from "./lintCommands.ts";
import { LintService } from "./lintService.ts";
import { LintStatus } from "./lintStatus.ts";
import { WorkspaceScan } from "./workspaceScan.ts";

/** Pause before everything is checked again after a change of settings or of `pwaf.json`. */
const settingsPause = 150;

/** Pause before the first look at the workspace, so that starting up is not slowed by it. */
const startPause = 1_000;

type LintServices = Pick<Services, "extensionUri" | "log" | "commands" | "settings" | "identities">;

/** The linter in the editor: diagnostics, fixes, hover, status, and the scan of the workspace. */
export function registerLint(services: LintServices): IDisposable {
  const store = new DisposableStore();
  const lint = store.add(new LintService(services));
  const watch = store.add(new DocumentWatch(lint, services));
  const scan = store.add(new WorkspaceScan(lint, services));
  const status = store.add(new LintStatus(lint, services));
  store.add(registerCodeActions(lint));
  store.add(registerHover(lint));
  store.add(registerLintCommands(lint, scan, services));

  let timer: NodeJS.Timeout | undefined;
  const checkAllAfter = (pause: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      watch.checkAll();
      if (services.settings.get("lint.scope") === "workspace" && services.settings.get("lint.enabled")) scan.start();
    }, pause);
  };
  const settingsChanged = () => {
    // What is no longer in scope goes away at once; the rest comes back with the check.
    lint.forgetAll();
    status.update();
    checkAllAfter(settingsPause);
  };
  for (const name of ["lint.enabled", "lint.scope", "lint.rules"] as const) {
    store.add(services.settings.onDidChange(name, settingsChanged));
  }
  store.add(services.identities.onDidChange(() => checkAllAfter(settingsPause)));
  store.add(vscode.workspace.onDidChangeWorkspaceFolders(settingsChanged));
  store.add(toDisposable(() => clearTimeout(timer)));

  watch.checkAll();
  if (services.settings.get("lint.scope") === "workspace" && services.settings.get("lint.enabled"))
    checkAllAfter(startPause);
  return store;
}
