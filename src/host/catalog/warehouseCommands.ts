import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import type { Services } from "../services.ts";
import { turnWarehouse } from "../../workspace/rest/turnWarehouse.ts";
import type { CatalogModel } from "./catalogModel.ts";
import type { CatalogNode, WarehouseEntry } from "./catalogNode.ts";

/** Start and stop, with a progress that can be cancelled. The list shows the states on the way. */
export function registerWarehouseCommands(
  model: CatalogModel,
  { commands, workspaces }: Pick<Services, "commands" | "workspaces">,
): IDisposable {
  async function turn({ info, parent }: WarehouseEntry, wanted: "RUNNING" | "STOPPED"): Promise<void> {
    const client = await workspaces.client();
    const refresh = () => model.refresh(parent);
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: `${wanted === "RUNNING" ? "Starting" : "Stopping"} warehouse ${info.name}`,
      cancellable: true,
    };
    try {
      await vscode.window.withProgress(options, async (progress, token) => {
        const stop = new AbortController();
        const cancelling = token.onCancellationRequested(() => stop.abort());
        let shown: string | undefined;
        const report = (state: string): void => {
          if (state === shown) return;
          shown = state;
          progress.report({ message: state.toLowerCase() });
          refresh();
        };
        try {
          await turnWarehouse(client, info, wanted, { report, signal: stop.signal, takeBack: true });
        } finally {
          cancelling.dispose();
        }
      });
    } finally {
      refresh();
    }
  }

  const store = new DisposableStore();
  const register = (id: "pwaf.warehouse.start" | "pwaf.warehouse.stop", wanted: "RUNNING" | "STOPPED") =>
    store.add(
      commands.register(id, async (node?: CatalogNode) => {
        if (node?.kind === "warehouse") await turn(node, wanted);
      }),
    );
  register("pwaf.warehouse.start", "RUNNING");
  register("pwaf.warehouse.stop", "STOPPED");
  store.add(
    commands.register("pwaf.warehouse.copyPath", async (node?: CatalogNode) => {
      if (node?.kind === "warehouse") await vscode.env.clipboard.writeText(node.info.httpPath);
    }),
  );
  return store;
}
