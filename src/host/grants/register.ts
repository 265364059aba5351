import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore, toDisposable } from "../../core/base/disposable.ts";
import type { Services } from "../services.ts";
import type { GrantsPanel, GrantsServices } from "./grantsPanel.ts";
import { securableOf } from "./nodeSecurable.ts";

const viewType = "pwaf.grants";

/** “Build grants”: a panel that turns objects and operations into the GRANT statements that are missing. */
export function registerGrants(services: GrantsServices & Pick<Services, "commands">): IDisposable {
  const store = new DisposableStore();
  let panel: GrantsPanel | undefined;
  store.add(toDisposable(() => panel?.dispose()));

  const adopt = async (webview: vscode.WebviewPanel): Promise<GrantsPanel> => {
    // Loaded with the first panel, not with the extension.
    const { GrantsPanel } = await import("./grantsPanel.ts");
    const opened = new GrantsPanel(webview, services);
    panel = opened;
    webview.onDidDispose(() => {
      if (panel === opened) panel = undefined;
    });
    return opened;
  };
  store.add(
    services.commands.register("pwaf.buildGrants", async (node?: unknown, selected?: unknown) => {
      const nodes: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [node];
      const objects = nodes.flatMap((one) => securableOf(one) ?? []);
      const shown =
        panel ??
        (await adopt(
          vscode.window.createWebviewPanel(viewType, "Build grants", vscode.ViewColumn.Active, { enableScripts: true }),
        ));
      shown.reveal();
      if (objects.length > 0) await shown.setObjects(objects);
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
