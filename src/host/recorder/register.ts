import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore, toDisposable } from "../../core/base/disposable.ts";
import { EditorTabs } from "../platform/editorTabs.ts";
import { viewError } from "../platform/errors.ts";
import type { Services } from "../services.ts";
import type { RecorderModel } from "./recorderModel.ts";

type Needs = Pick<Services, "commands" | "extensionUri" | "extensionVersion" | "log" | "profiles">;

/** “Record User-Agents”: a panel that shows what programs send. */
export function registerRecorder(services: Needs): IDisposable {
  const { commands, extensionUri, extensionVersion: version } = services;
  const store = new DisposableStore();
  let model: RecorderModel | undefined;
  store.add(toDisposable(() => model?.dispose()));
  const tabs = store.add(
    new EditorTabs({
      viewType: "pwaf.recorder",
      extensionUri,
      title: () => "User-Agent recorder",
      key: () => "",
      make: async (panel) => {
        const [{ RecorderModel }, { RecorderPanel }] = await Promise.all([
          import("./recorderModel.ts"),
          import("./recorderPanel.ts"),
        ]);
        model ??= new RecorderModel({ environment: process.env, version, viewError });
        return new RecorderPanel(panel, services, model);
      },
      restore: () => ({}),
    }),
  );
  store.add(commands.register("pwaf.recorder.open", () => tabs.show({}).then(() => undefined)));
  return store;
}
