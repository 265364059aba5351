import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { EditorTabs } from "../platform/editorTabs.ts";
import type { Services } from "../services.ts";
import type { GrantsServices } from "./grantsPanel.ts";
import { securableOf } from "./nodeSecurable.ts";

/** “Build grants”: a panel that turns objects and operations into the GRANT statements that are missing. */
export function registerGrants(services: GrantsServices & Pick<Services, "commands">): IDisposable {
  const store = new DisposableStore();
  const tabs = store.add(
    new EditorTabs({
      viewType: "pwaf.grants",
      extensionUri: services.extensionUri,
      title: () => "Build grants",
      key: () => "",
      make: async (panel) => {
        const { GrantsPanel } = await import("./grantsPanel.ts");
        return new GrantsPanel(panel, services);
      },
      restore: () => ({}),
    }),
  );
  store.add(
    services.commands.register("pwaf.buildGrants", async (node?: unknown, selected?: unknown) => {
      const nodes: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [node];
      const objects = nodes.flatMap((one) => securableOf(one) ?? []);
      const shown = await tabs.show({});
      if (objects.length > 0) await shown.setObjects(objects);
    }),
  );
  return store;
}
