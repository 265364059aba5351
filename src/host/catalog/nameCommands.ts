import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { PwafError } from "../../core/base/errors.ts";
import type { Services } from "../services.ts";
import type { CatalogNode, NamedNode } from "./catalogNode.ts";
import { isNamed } from "./catalogNode.ts";
import { browserPath, codeName } from "./nodeName.ts";

/** A node with what else is selected, as menus hand them over. From a key or the palette the selection counts. */
export type NodesOf = (node?: CatalogNode, selected?: readonly CatalogNode[]) => readonly NamedNode[];

export function nodesOf(view: vscode.TreeView<CatalogNode>): NodesOf {
  return (node, selected) => (selected ?? (node === undefined ? view.selection : [node])).filter(isNamed);
}

/** What can be done with the name of an object: copy it, insert it, open its page. */
export function registerNameCommands(
  nodes: NodesOf,
  { commands, profiles }: Pick<Services, "commands" | "profiles">,
): IDisposable {
  const store = new DisposableStore();
  store.add(
    commands.register("pwaf.catalog.copyName", async (node?: CatalogNode, selected?: readonly CatalogNode[]) => {
      const names = nodes(node, selected).map(codeName);
      if (names.length === 0) return;
      await vscode.env.clipboard.writeText(names.join("\n"));
      const what = names.length === 1 ? names.join() : `${names.length} names`;
      vscode.window.setStatusBarMessage(`$(check) Copied ${what}`, 5000);
    }),
  );
  store.add(
    commands.register("pwaf.catalog.insertName", async (node?: CatalogNode, selected?: readonly CatalogNode[]) => {
      const names = nodes(node, selected).map(codeName);
      if (names.length > 0) await insertIntoEditor(names.join(", "));
    }),
  );
  store.add(
    commands.register("pwaf.catalog.openInBrowser", async (node?: CatalogNode) => {
      const [one] = nodes(node);
      const path = one && browserPath(one);
      if (path === undefined || !profiles.active) return;
      await vscode.env.openExternal(vscode.Uri.parse(`${profiles.active.host}${path}`));
    }),
  );
  return store;
}

/** Replaces what is selected in the editor used last, at each of its cursors, and leads there. */
async function insertIntoEditor(text: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    throw new PwafError("bad-request", "No editor is open to insert the name into.", {
      hint: "Open a file and put the cursor where the name shall stand.",
    });
  }
  await editor.edit((edit) => editor.selections.forEach((selection) => edit.replace(selection, text)));
  await vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active });
}
