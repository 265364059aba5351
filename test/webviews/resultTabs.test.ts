import assert from "node:assert/strict";
import type { QueryTab } from "../../src/protocol/queryTabs.ts";
import type { ResultsProtocol } from "../../src/protocol/results.ts";
import { factColumns, factPage } from "./harness/pages.ts";
import type { Panel, PanelOptions } from "./harness/panel.ts";
import { PanelRig } from "./harness/panel.ts";
import type { ThemeName } from "./harness/themes.ts";

const tab = (queryId: number, change: Partial<QueryTab> = {}): QueryTab => ({
  queryId,
  title: `SELECT ${queryId}`,
  file: "orders.sql",
  sql: `SELECT\n  ${queryId}`,
  kind: "rows",
  pinned: false,
  ...change,
});

describe("tabs of the results panel", () => {
  let rig: PanelRig | undefined;
  let panel: Panel<ResultsProtocol>;

  before(async () => {
    rig = await PanelRig.start();
  });
  after(async () => {
    await rig?.stop();
  });
  afterEach(async () => {
    await panel.close();
    assert.deepEqual(panel.troubles, [], "console errors or breaches of the content security policy");
  });

  /** Opens the panel with these tabs; each that has rows has a hundred. */
  async function open(tabs: readonly QueryTab[], shown: number, options: PanelOptions = {}): Promise<void> {
    assert(rig);
    panel = await rig.open<ResultsProtocol>("results", options);
    await panel.send("tabs", { tabs, shown });
    for (const { queryId, kind, sql } of tabs) {
      if (kind === "error") await panel.send("state", { kind, queryId, sql, error: { message: `No ${queryId}` } });
      if (kind !== "rows") continue;
      const rows = { columns: factColumns, loadedRows: 100, complete: true, loading: false, firstRowsMs: 40 };
      await panel.send("state", { kind, queryId, sql, target: "dev · W", ...rows });
      await panel.send("page", { queryId, ...factPage(0, 100) });
    }
  }
  const handles = () => panel.page.getByRole("tab");
  const shownPanels = () => panel.page.locator("[role=tabpanel]:visible");
  const press = (key: string): Promise<void> => panel.page.keyboard.press(key);
  const isHere = (): Promise<boolean> => panel.page.getByRole("tablist").isVisible();

  it("stay away where there is one result, and come with a pinned one", async () => {
    await open([tab(1)], 1);
    assert.equal(await isHere(), false);
    await panel.send("tabs", { tabs: [tab(1, { pinned: true })], shown: 1 });
    assert.equal(await isHere(), true);
  });

  it("say what became of each statement, also without colour", async () => {
    await open([tab(1, { pinned: true }), tab(2, { kind: "running" }), tab(3, { kind: "error" })], 1);
    const names = await handles().evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
    assert.deepEqual(names, [
      "SELECT 1, pinned, orders.sql",
      "SELECT 2, running, orders.sql",
      "SELECT 3, failed, orders.sql",
    ]);
    assert.equal(await handles().nth(2).locator(".tab-mark").innerText(), "!");
    assert.equal(await handles().nth(0).getAttribute("title"), "orders.sql\nSELECT\n  1");
  });

  it("show one result at a time, named by its tab", async () => {
    await open([tab(1), tab(2, { kind: "error" })], 2);
    assert.equal(await shownPanels().count(), 1);
    assert.match(await shownPanels().innerText(), /No 2/);
    assert.equal(await shownPanels().getAttribute("aria-labelledby"), await handles().nth(1).getAttribute("id"));
    await handles().nth(0).click();
    assert.deepEqual(panel.payloads("show"), [{ queryId: 1 }]);
    await panel.send("tabs", { tabs: [tab(1), tab(2, { kind: "error" })], shown: 1 });
    await panel.page.locator("[role=tabpanel]:visible [role=gridcell]").first().waitFor();
    assert.equal(await handles().nth(0).getAttribute("aria-selected"), "true");
  });

  it("keep where the user was in each result", async () => {
    await open([tab(1), tab(2)], 1);
    const tabs = [tab(1), tab(2)];
    await panel.page.locator("[role=tabpanel]:visible .grid").focus();
    await press("Control+End");
    const place = () => panel.page.locator("[role=tabpanel]:visible [aria-rowindex='101']").count();
    assert.equal(await place(), 1);
    await panel.send("tabs", { tabs, shown: 2 });
    assert.equal(await place(), 0);
    await panel.send("tabs", { tabs, shown: 1 });
    await panel.page.locator("[role=tabpanel]:visible [aria-rowindex='101']").waitFor();
  });

  it("go by keyboard: one stop, arrows show, Delete closes", async () => {
    await open([tab(1), tab(2), tab(3)], 2);
    assert.deepEqual(await handles().evaluateAll((all) => all.map((one) => one.getAttribute("tabindex"))), [
      "-1",
      "0",
      "-1",
    ]);
    await handles().nth(1).focus();
    for (const key of ["ArrowRight", "Home", "Delete"]) await press(key);
    assert.deepEqual(panel.payloads("show"), [{ queryId: 3 }, { queryId: 1 }]);
    assert.deepEqual(panel.payloads("closeTab"), [{ queryId: 2 }], "the one that the host says is shown");
    await panel.send("tabs", { tabs: [tab(1), tab(3)], shown: 3 });
    assert.equal(await handles().count(), 2);
  });

  it("close by their cross and by the middle button", async () => {
    await open([tab(1), tab(2)], 1);
    await handles().nth(0).locator(".tab-close").click();
    await handles().nth(1).click({ button: "middle" });
    assert.deepEqual(panel.payloads("closeTab"), [{ queryId: 1 }, { queryId: 2 }]);
    assert.deepEqual(panel.payloads("show"), []);
  });

  it("say how to get rows when the last one is closed", async () => {
    await open([tab(1)], 1);
    await panel.send("tabs", { tabs: [] });
    assert.match(await panel.page.locator("main").innerText(), /Run a \.sql file/);
  });

  for (const [theme, width] of [
    ["dark", 1000],
    ["light", 300],
    ["highContrast", 600],
  ] as const satisfies readonly (readonly [ThemeName, number])[])
    it(`keep the one in view in sight, at ${width} pixels`, async () => {
      const tabs = Array.from({ length: 12 }, (_, i) =>
        tab(i + 1, {
          title: `SELECT region, sum(revenue) FROM sales_${i}`,
          pinned: i === 0,
          kind: i === 3 ? "error" : "rows",
        }),
      );
      await open(tabs, 12, { theme, width });
      const box = await handles().nth(11).boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= width + 1);
      assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), width);
    });
});
