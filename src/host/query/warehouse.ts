import * as vscode from "vscode";
import { PwafError } from "../../core/base/errors.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { Warehouse } from "../../workspace/rest/workspaceClient.ts";
import type { Services } from "../services.ts";

/** The warehouse of a profile: the one chosen in this workspace, else the one that the profile names. */
export function chosenWarehouse({ state }: Pick<Services, "state">, profile: Profile): string | undefined {
  return state.get("warehouses")?.[profile.name] ?? profile.warehouseId;
}

/** Asks for a warehouse and remembers it. Undefined when the user backs out. */
export async function selectWarehouse(
  { state, workspaces }: Pick<Services, "state" | "workspaces">,
  profile: Profile,
): Promise<Warehouse | undefined> {
  const chosen = chosenWarehouse({ state }, profile);
  const warehouses = workspaces.client().then((client) => client.warehouses());
  const items = warehouses.then((all) => {
    if (all.length > 0) return all.map((warehouse) => warehouseItem(warehouse, chosen));
    throw new PwafError("config", `There is no SQL warehouse in ${profile.host} that you may see.`, {
      hint: "Create one in the workspace, or ask for the permission “Can use”.",
    });
  });
  const options = {
    title: "Select warehouse",
    placeHolder: `SQL warehouse for ${profile.name}`,
    matchOnDescription: true,
  };
  const picked = await vscode.window.showQuickPick(items, options);
  // The pick only closes when the list fails; the reason is here.
  await items;
  if (!picked) return undefined;
  await state.set("warehouses", { ...state.get("warehouses"), [profile.name]: picked.warehouse.id });
  return picked.warehouse;
}

function warehouseItem(
  warehouse: Warehouse,
  chosen: string | undefined,
): vscode.QuickPickItem & { warehouse: Warehouse } {
  const facts = [warehouse.state.toLowerCase(), warehouse.size, warehouse.serverless ? "serverless" : undefined];
  return {
    label: `${warehouse.id === chosen ? "$(check) " : "$(database) "}${warehouse.name}`,
    description: facts.filter((fact) => fact !== undefined).join(" · "),
    detail: warehouse.id,
    warehouse,
  };
}
