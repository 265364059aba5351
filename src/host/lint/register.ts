import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore, toDisposable } from "../../core/base/disposable.ts";
import type { Services } from "../services.ts";
import { registerCodeActions } from "./codeActions.ts";
import { DocumentWatch } from "./documentWatch.ts";
import { registerFixCommands } from "./fixCommands.ts";
import { registerHover } from "./hover.ts";
import { registerIgnoreHelp } from "./ignoreHelp.ts";
import type { LintService } from "./lintService.ts";
import { LintStatus } from "./lintStatus.ts";
import { NotebookWatch } from "./notebookWatch.ts";
import { registerRuleCommands } from "./ruleCommands.ts";
import { registerScanCommands } from "./scanCommands.ts";
import type { WorkspaceScan } from "./workspaceScan.ts";

/** Pause before everything is checked again after a change of settings or of `pwaf.json`. */
const settingsPause = 150;

/** Pause before the first look at the workspace, so that starting up is not slowed by it. */
const startPause = 1_000;

type LintServices = Pick<Services, "extensionUri" | "log" | "commands" | "settings" | "identities">;

/** The linter in the editor: diagnostics, fixes, hover, status, and the scan of the workspace. */
export function registerLint(lint: LintService, scan: WorkspaceScan, services: LintServices): IDisposable {
  const { settings, identities } = services;
  const store = new DisposableStore();
  const watch = store.add(new DocumentWatch(lint, services));
  const notebooks = store.add(new NotebookWatch(lint, services));
  const status = store.add(new LintStatus(lint, scan, services));
  store.add(registerCodeActions(lint, services));
  store.add(registerHover(lint));
  store.add(registerIgnoreHelp(lint, services));
  store.add(registerFixCommands(lint, services));
  store.add(registerRuleCommands(services));
  store.add(registerScanCommands(lint, scan, services));

  let timer: ReturnType<typeof setTimeout> | undefined;
  const checkAllAfter = (pause: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      watch.checkAll();
      notebooks.checkAll();
      if (settings.get("lint.scope") === "workspace" && settings.get("lint.enabled")) void scan.start();
    }, pause);
  };
  const scopeChanged = () => {
    // What is no longer in scope goes away at once; the rest comes back with the check.
    scan.cancel();
    lint.forgetAll();
    status.update();
    checkAllAfter(settingsPause);
  };
  store.add(settings.onDidChange("lint.enabled", scopeChanged));
  store.add(settings.onDidChange("lint.scope", scopeChanged));
  store.add(settings.onDidChange("lint.rules", () => lint.refreshAll()));
  store.add(vscode.workspace.onDidChangeWorkspaceFolders(scopeChanged));
  store.add(
    identities.onDidChange(() => {
      lint.refreshAll();
      // Its `ignore` may let files in that nobody has looked at.
      checkAllAfter(settingsPause);
    }),
  );
  store.add(toDisposable(() => clearTimeout(timer)));

  watch.checkAll();
  notebooks.checkAll();
  checkAllAfter(startPause);
  return store;
}
