import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore, toDisposable } from "../../core/base/disposable.ts";
import type { Services } from "../services.ts";
import type { FormKitPanel, FormKitServices } from "./formKitPanel.ts";

const viewType = "pwaf.formKit";

/** “Design a connection form”: a panel with the fields that a product asks for, by client and way to sign in. */
export function registerFormKit(services: FormKitServices & Pick<Services, "commands">): IDisposable {
  const store = new DisposableStore();
  let panel: FormKitPanel | undefined;
  store.add(toDisposable(() => panel?.dispose()));
  const adopt = async (webview: vscode.WebviewPanel): Promise<void> => {
    // Loaded with the first panel, not with the extension.
    const { FormKitPanel } = await import("./formKitPanel.ts");
    const opened = new FormKitPanel(webview, services);
    panel = opened;
    webview.onDidDispose(() => {
      if (panel === opened) panel = undefined;
    });
  };
  store.add(
    services.commands.register("pwaf.formKit.open", async () => {
      if (panel) return panel.reveal();
      const { Active } = vscode.ViewColumn;
      await adopt(vscode.window.createWebviewPanel(viewType, "Connection form", Active, { enableScripts: true }));
    }),
  );
  store.add(
    vscode.window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(webview) {
        if (panel) webview.dispose();
        else await adopt(webview);
      },
    }),
  );
  return store;
}
