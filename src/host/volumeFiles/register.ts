import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { EditorTabs } from "../platform/editorTabs.ts";
import type { Services } from "../services.ts";
import type { FilePanelServices } from "./filePanel.ts";
import { parseVolumePath, volumePathOf } from "./volumePath.ts";

/** “Preview volume file” and its panels, one for each file of a profile. */
export function registerVolumeFiles(
  services: FilePanelServices & Pick<Services, "commands" | "profiles">,
): IDisposable {
  const store = new DisposableStore();
  const tabs = store.add(
    new EditorTabs({
      viewType: "pwaf.volumeFile",
      extensionUri: services.extensionUri,
      title: (path: string) => path.split("/").at(-1) ?? path,
      key: (path) => JSON.stringify([services.profiles.active?.name, path]),
      make: async (panel, path) => {
        const { FilePanel } = await import("./filePanel.ts");
        const file = new FilePanel(panel, services, path);
        void file.load();
        return file;
      },
      restore: (remembered) => volumePathOf((remembered as { readonly path?: unknown } | undefined)?.path),
    }),
  );
  store.add(
    services.commands.register("pwaf.previewVolumeFile", async (argument?: unknown) => {
      const path = volumePathOf(argument) ?? (await askPath());
      if (path !== undefined) await tabs.show(path);
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
