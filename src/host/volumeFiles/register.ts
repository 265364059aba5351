import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore, toDisposable } from "../../core/base/disposable.ts";
import type { Services } from "../services.ts";
import type { FilePanel, FilePanelServices } from "./filePanel.ts";
import { parseVolumePath, volumePathOf } from "./volumePath.ts";

const viewType = "pwaf.volumeFile";

/** “Preview volume file” and its panels, one for each file of a profile. */
export function registerVolumeFiles(
  services: FilePanelServices & Pick<Services, "commands" | "profiles">,
): IDisposable {
  const store = new DisposableStore();
  const open = new Map<string, FilePanel>();
  store.add(toDisposable(() => [...open.values()].forEach((panel) => panel.dispose())));
  const keyOf = (path: string) => JSON.stringify([services.profiles.active?.name, path]);
  // What a panel needs is loaded with the first one, not with the extension.
  const panels = () => import("./filePanel.ts");

  function adopt(panel: FilePanel, webview: vscode.WebviewPanel, path: string): void {
    const key = keyOf(path);
    open.set(key, panel);
    webview.onDidDispose(() => {
      if (open.get(key) === panel) open.delete(key);
    });
    void panel.load();
  }

  store.add(
    services.commands.register("pwaf.previewVolumeFile", async (argument?: unknown) => {
      const path = volumePathOf(argument) ?? (await askPath());
      if (path === undefined) return;
      const { FilePanel } = await panels();
      const existing = open.get(keyOf(path));
      if (existing) return existing.reveal();
      const title = path.split("/").at(-1) ?? path;
      const webview = vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active, {
        enableScripts: true,
      });
      adopt(new FilePanel(webview, services, path), webview, path);
    }),
  );
  store.add(
    vscode.window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(webview, remembered: { readonly path?: unknown } | undefined) {
        const path = volumePathOf(remembered?.path);
        const { FilePanel } = await panels();
        if (path === undefined || open.has(keyOf(path))) webview.dispose();
        else adopt(new FilePanel(webview, services, path), webview, path);
      },
    }),
  );
  return store;
}

async function askPath(): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: "Preview volume file",
    prompt: "Path of a file in a volume",
    placeHolder: "/Volumes/catalog/schema/volume/folder/file.csv",
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === "" || parseVolumePath(value) !== undefined
        ? undefined
        : "Write a path such as /Volumes/main/sales/exports/2026/orders.csv.",
  });
  return text === undefined ? undefined : parseVolumePath(text);
}
