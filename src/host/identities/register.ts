import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { formatIdentity } from "../../core/identity/identity.ts";
import type { Services } from "../services.ts";
import type { IdentityStore } from "./identityStore.ts";

/** “Set product identity”: writes `pwaf.json` of the folder at hand. */
export function registerIdentities(store: IdentityStore, { commands }: Pick<Services, "commands">): IDisposable {
  return commands.register("pwaf.identity.set", async () => {
    const open = vscode.window.activeTextEditor?.document.uri;
    const folder = (open && vscode.workspace.getWorkspaceFolder(open)) ?? vscode.workspace.workspaceFolders?.[0];
    const identity = await store.edit(folder?.uri);
    if (identity) void vscode.window.setStatusBarMessage(`PWAF: this product is ${formatIdentity(identity)}`, 5000);
  });
}
