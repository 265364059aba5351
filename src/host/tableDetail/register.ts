import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { sqlName } from "../../core/base/sqlName.ts";
import { EditorTabs } from "../platform/editorTabs.ts";
import type { Services } from "../services.ts";
import type { TablePanelServices } from "./tablePanel.ts";
import type { TablePath } from "./tablePath.ts";
import { parseTablePath, tablePathOf } from "./tablePath.ts";

/** The command "Preview table" and its panels, one for each table of a profile. */
export function registerTableDetail(services: TablePanelServices & Pick<Services, "profiles">): IDisposable {
  const { commands, profiles } = services;
  const store = new DisposableStore();
  const tabs = store.add(
    new EditorTabs({
      viewType: "pwaf.tableDetail",
      extensionUri: services.extensionUri,
      // The whole name: it tells equal table names apart, and it is what a restart brings back.
      title: (path: TablePath) => sqlName(path),
      key: (path) => JSON.stringify([profiles.active?.name, ...path]),
      make: async (panel, path, { isRestored }) => {
        const { TablePanel } = await import("./tablePanel.ts");
        const table = new TablePanel(panel, services, path);
        void (isRestored ? table.loadAfterRestart() : table.load());
        return table;
      },
      restore: (_, title) => parseTablePath(title),
    }),
  );
  store.add(
    commands.register("pwaf.table.preview", async (argument?: unknown) => {
      const path = tablePathOf(argument) ?? (await askTable());
      if (path !== undefined) await tabs.show(path);
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
