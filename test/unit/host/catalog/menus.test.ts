import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { CatalogNode } from "../../../../src/host/catalog/catalogNode.ts";
import { nodeText } from "../../../../src/host/catalog/nodeText.ts";
import { canBeFavourite } from "../../../../src/host/catalog/favourites.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { emulatedModel, open } from "./catalogBed.ts";

interface MenuEntry {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}

describe("menus of the catalog", () => {
  const emulator = runningEmulator();
  let entries: readonly MenuEntry[];

  before(async () => {
    const manifest = JSON.parse(await readFile(new URL("../../../../package.json", import.meta.url), "utf8")) as {
      contributes: { menus: Record<string, readonly MenuEntry[]> };
    };
    entries = (manifest.contributes.menus["view/item/context"] ?? []).filter(({ when }) =>
      when.includes("pwaf.catalog"),
    );
  });

  /** What the editor would show for a node's words: commands without their prefix. */
  function offered(context: string, isInline: boolean): string[] {
    const fits = ({ when, group }: MenuEntry) => {
      const pattern = /viewItem =~ \/(.*)\//.exec(when)?.[1];
      assert.ok(pattern !== undefined, when);
      return group.startsWith("inline") === isInline && new RegExp(pattern).test(context);
    };
    return entries.filter(fits).map(({ command }) => command.replace("pwaf.", ""));
  }

  async function everyKind(): Promise<Map<string, CatalogNode>> {
    const model = emulatedModel(emulator.current);
    const nodes = [...(await model.roots())];
    const ways = [
      ["main"],
      ["payroll"],
      ["main", "sales", "Tables"],
      ["main", "sales", "Tables", "orders"],
      ["main", "sales", "Volumes"],
      ["main", "sales", "Volumes", "exports"],
      ["main", "sales", "Functions"],
      ["main", "sales", "Models"],
      ["main", "sales", "Models", "churn"],
      ["main", "default", "Tables"],
      ["SQL warehouses"],
      ["External locations"],
      ["Connections"],
    ];
    for (const way of ways) nodes.push(...(await model.children(await open(model, ...way))));
    return new Map(nodes.map((node) => [nodeText(node).context, node]));
  }

  it("hold at most three icons beside any node, and nothing twice", async () => {
    for (const [context, node] of await everyKind()) {
      for (const isFavourite of canBeFavourite(node) ? [false, true] : [false]) {
        const words = nodeText(node, isFavourite).context;
        const icons = offered(words, true);
        const menu = offered(words, false);
        assert.ok(icons.length <= 3, `${context}: ${icons.join(", ")}`);
        for (const list of [icons, menu])
          assert.equal(new Set(list).size, list.length, `${context}: ${list.join(", ")}`);
        assert.deepEqual(
          icons.filter((command) => !menu.includes(command)),
          [],
          `${context}: what the mouse can reach, the keyboard can too`,
        );
      }
    }
  });

  it("offer what fits", async () => {
    const found = Object.fromEntries(
      [...(await everyKind())].map(([context, node]) => [
        context.includes("running") ? "running" : node.kind,
        offered(context, false).join(" "),
      ]),
    );
    const name = "catalog.openInBrowser catalog.copyName catalog.insertName";
    const mark = "buildGrants catalog.addFavourite";
    assert.deepEqual(found, {
      catalog: `${name} ${mark} catalog.refreshNode`,
      group: "catalog.refreshNode",
      schema: `${name} ${mark} catalog.refreshNode`,
      error: "catalog.retry",
      table: `table.preview ${name} ${mark} catalog.refreshNode`,
      column: name,
      volume: `${name} ${mark} catalog.refreshNode`,
      folder: `${name} catalog.refreshNode`,
      file: `previewVolumeFile ${name}`,
      function: `${name} ${mark}`,
      model: `${name} ${mark} catalog.refreshNode`,
      version: name,
      empty: "",
      running: "warehouse.stop catalog.openInBrowser warehouse.copyPath",
      warehouse: "warehouse.start catalog.openInBrowser warehouse.copyPath",
      location: `${name} buildGrants`,
      connection: `${name} buildGrants`,
    });
  });
});
