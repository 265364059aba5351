import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import type { Services } from "../services.ts";

/**
 * “Get started”: opens the walkthrough of `package.json`.
 * @param extensionId publisher and name; the walkthrough's own id stands behind it.
 */
export function registerWalkthrough(extensionId: string, { commands }: Pick<Services, "commands">): IDisposable {
  return commands.register("pwaf.walkthrough.open", () =>
    vscode.commands.executeCommand("workbench.action.openWalkthrough", `${extensionId}#start`, false),
  );
}
