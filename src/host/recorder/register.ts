import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore, toDisposable } from "../../core/base/disposable.ts";
import { viewError } from "../platform/errors.ts";
import type { Services } from "../services.ts";
import type { RecorderModel } from "./recorderModel.ts";
import type { RecorderPanel } from "./recorderPanel.ts";

const viewType = "pwaf.recorder";

type Needs = Pick<Services, "commands" | "extensionUri" | "extensionVersion" | "log" | "profiles">;

/** “Record User-Agents”: a panel that shows what programs send. */
export function registerRecorder(services: Needs): IDisposable {
  const { commands, extensionUri, extensionVersion: version } = services;
  const store = new DisposableStore();
  let model: RecorderModel | undefined;
  let panel: RecorderPanel | undefined;
  store.add(toDisposable(() => model?.dispose()));
  store.add(toDisposable(() => panel?.dispose()));

  const adopt = async (webview: vscode.WebviewPanel) => {
    // The servers are loaded with the first panel, not with the extension.
    const [{ RecorderModel }, { RecorderPanel }] = await Promise.all([
      import("./recorderModel.ts"),
      import("./recorderPanel.ts"),
    ]);
    model ??= new RecorderModel({ environment: process.env, version, viewError });
    const opened = new RecorderPanel(webview, services, model);
    panel = opened;
    webview.onDidDispose(() => {
      if (panel === opened) panel = undefined;
    });
  };
  store.add(
    commands.register("pwaf.recorder.open", () => {
      if (panel) return panel.reveal();
      const webview = vscode.window.createWebviewPanel(viewType, "User-Agent recorder", vscode.ViewColumn.Active, {
        enableScripts: true,
      });
      webview.iconPath = vscode.Uri.joinPath(extensionUri, "media", "pwaf.svg");
      return adopt(webview);
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
