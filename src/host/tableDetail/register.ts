import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore, toDisposable } from "../../core/base/disposable.ts";
import { sqlName } from "../../core/base/sqlName.ts";
import type { Services } from "../services.ts";
import type { TablePanel, TablePanelServices } from "./tablePanel.ts";
import type { TablePath } from "./tablePath.ts";
import { parseTablePath, tablePathOf } from "./tablePath.ts";

const viewType = "pwaf.tableDetail";

/** The command "Preview table" and its panels, one for each table of a profile. */
export function registerTableDetail(services: TablePanelServices & Pick<Services, "profiles">): IDisposable {
  const { commands, profiles } = services;
  const store = new DisposableStore();
  const open = new Map<string, TablePanel>();
  store.add(toDisposable(() => [...open.values()].forEach((panel) => panel.dispose())));
  const keyOf = (path: TablePath) => JSON.stringify([profiles.active?.name, ...path]);

  // What a panel needs is loaded with the first one, not with the extension.
  const panels = () => import("./tablePanel.ts");

  function adopt(tablePanel: TablePanel, panel: vscode.WebviewPanel, key: string): TablePanel {
    open.set(key, tablePanel);
    panel.onDidDispose(() => {
      if (open.get(key) === tablePanel) open.delete(key);
    });
    return tablePanel;
  }

  store.add(
    commands.register("pwaf.table.preview", async (argument?: unknown) => {
      const path = tablePathOf(argument) ?? (await askTable());
      if (path === undefined) return;
      const { TablePanel } = await panels();
      const existing = open.get(keyOf(path));
      if (existing) return existing.reveal();
      // The title is the whole name: it tells equal table names apart, and it is what a reload brings back.
      const panel = vscode.window.createWebviewPanel(viewType, sqlName(path), vscode.ViewColumn.Active, {
        enableScripts: true,
      });
      void adopt(new TablePanel(panel, services, path), panel, keyOf(path)).load();
    }),
  );

  store.add(
    vscode.window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(panel) {
        const path = parseTablePath(panel.title);
        const { TablePanel } = await panels();
        if (path === undefined || open.has(keyOf(path))) panel.dispose();
        else void adopt(new TablePanel(panel, services, path), panel, keyOf(path)).loadAfterRestart();
      },
    }),
  );
  return store;
}

/** Asks for a table by name; starts with what is selected in the editor when that is one. */
async function askTable(): Promise<TablePath | undefined> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? "";
  const text = await vscode.window.showInputBox({
    title: "Preview table",
    prompt: "Full name of a table or view",
    placeHolder: "catalog.schema.table",
    value: parseTablePath(selected) === undefined ? "" : selected.trim(),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === "" || parseTablePath(value) !== undefined
        ? undefined
        : "Write three names joined by dots, such as main.sales.orders; put a name with other characters in `backticks`.",
  });
  return text === undefined ? undefined : parseTablePath(text);
}
