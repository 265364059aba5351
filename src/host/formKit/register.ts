import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { EditorTabs } from "../platform/editorTabs.ts";
import type { Services } from "../services.ts";
import type { FormKitServices } from "./formKitPanel.ts";

/** “Design a connection form”: a panel with the fields that a product asks for, by client and way to sign in. */
export function registerFormKit(services: FormKitServices & Pick<Services, "commands">): IDisposable {
  const store = new DisposableStore();
  const tabs = store.add(
    new EditorTabs({
      viewType: "pwaf.formKit",
      extensionUri: services.extensionUri,
      title: () => "Connection form",
      key: () => "",
      make: async (panel) => {
        const { FormKitPanel } = await import("./formKitPanel.ts");
        return new FormKitPanel(panel, services);
      },
      restore: () => ({}),
    }),
  );
  store.add(services.commands.register("pwaf.formKit.open", () => tabs.show({}).then(() => undefined)));
  return store;
}
