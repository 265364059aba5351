import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { wrapError } from "../../core/base/errors.ts";
import type { Services } from "../services.ts";
import { createToken } from "./createToken.ts";
import type { TokensTreeServices } from "./tokensTree.ts";
import { TokensTree } from "./tokensTree.ts";
import type { TokenNode } from "./tokenText.ts";

type Needs = TokensTreeServices & Pick<Services, "commands" | "profiles" | "secrets">;

/**
 * The view `pwaf.tokens` and its commands.
 * @param configPath the configuration file of the profiles, where secrets are looked for too.
 */
export function registerTokens(services: Needs, configPath: string): IDisposable {
  const { commands, workspaces } = services;
  const store = new DisposableStore();
  const tree = store.add(new TokensTree(services, configPath));
  store.add(vscode.window.createTreeView("pwaf.tokens", { treeDataProvider: tree }));
  store.add(commands.register("pwaf.token.refresh", () => tree.refresh()));
  store.add(
    commands.register("pwaf.token.create", async () => {
      if (await createToken(services)) tree.refresh();
    }),
  );
  store.add(
    commands.register("pwaf.token.revoke", async (node?: TokenNode) => {
      if (node?.kind !== "token") return;
      const { id, comment = "without a comment" } = node.token;
      const detail = "Whatever uses it stops working at once. This cannot be taken back.";
      const question = `Revoke the token “${comment}”?`;
      if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, "Revoke")) !== "Revoke") return;
      try {
        await (await workspaces.client()).revokePersonalToken(id);
      } catch (error) {
        throw wrapError("revoke the token", error);
      } finally {
        tree.refresh();
      }
    }),
  );
  store.add(
    commands.register("pwaf.token.openFound", async (node?: TokenNode) => {
      if (node?.kind !== "found") return;
      const { path, line } = node.found;
      const selection = new vscode.Range(line, 0, line, 0);
      await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(path), { selection });
    }),
  );
  return store;
}
