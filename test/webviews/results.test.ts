import assert from "node:assert/strict";
import { Int32, Int64, Utf8 } from "apache-arrow";
import type { ResultsProtocol, ResultsState } from "../../src/protocol/results.ts";
import type { TestColumn } from "./harness/pages.ts";
import { column, columnsOf, factColumns, factPage, page } from "./harness/pages.ts";
import type { Panel, PanelOptions } from "./harness/panel.ts";
import { PanelRig } from "./harness/panel.ts";

type Rows = Extract<ResultsState, { kind: "rows" }>;

const sql = "SELECT *\nFROM main.sales.orders -- <b>not bold</b>";
const rowsState = (change: Partial<Rows> = {}): Rows => ({
  kind: "rows",
  queryId: 1,
  sql,
  target: "emulated · Starter Warehouse",
  columns: factColumns,
  loadedRows: 1000,
  complete: true,
  loading: false,
  firstRowsMs: 40,
  ...change,
});

describe("results panel", () => {
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

  async function open(options: PanelOptions = {}): Promise<void> {
    assert(rig);
    panel = await rig.open<ResultsProtocol>("results", options);
  }

  /** Shows a state as the host does: its tab first. */
  async function show(state: Exclude<ResultsState, { kind: "empty" }>): Promise<void> {
    const { queryId, kind } = state;
    const tab = { queryId, kind, title: "SELECT *", file: "orders.sql", sql, pinned: false };
    await panel.send("tabs", { tabs: [tab], shown: queryId });
    await panel.send("state", state);
  }

  const text = (selector: string): Promise<string> => panel.page.locator(selector).innerText();
  const said = (): Promise<string> => text("[aria-live=polite]");
  const cell = (row: number, columnIndex: number): string =>
    `.grid-body [aria-rowindex="${row + 2}"] [aria-colindex="${columnIndex + 2}"]`;
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await panel.page.keyboard.press(key);
  };
  /** Place of the active cell, as a screen reader learns it: row and column from 1, the header and row numbers counted. */
  const active = (): Promise<string> =>
    panel.page.evaluate(() => {
      const id = document.querySelector("[role=grid]")?.getAttribute("aria-activedescendant") ?? "";
      const element = document.getElementById(id);
      const row = element?.closest("[role=row]")?.getAttribute("aria-rowindex");
      return `${row}:${element?.getAttribute("aria-colindex")}`;
    });

  async function showRows(columns: readonly TestColumn[]): Promise<void> {
    const rows = page(0, columns);
    await show(rowsState({ columns: columnsOf(columns), loadedRows: rows.rowCount }));
    await panel.send("page", { queryId: 1, ...rows });
    await panel.page.locator(cell(0, 0)).waitFor();
  }

  async function showFacts(count = 1000, change: Partial<Rows> = {}): Promise<void> {
    await show(rowsState({ loadedRows: count, ...change }));
    await panel.send("page", { queryId: change.queryId ?? 1, ...factPage(0, count) });
    await panel.page.locator(cell(0, 0)).waitFor();
  }

  describe("states", () => {
    it("asks for its state and says how to get rows", async () => {
      await open();
      assert.deepEqual(panel.sent, [{ type: "ready", payload: undefined }]);
      assert.match(await text("main"), /Run a \.sql file to see rows here\s+Ctrl Enter/);
    });

    it("shows a running query with its time, and cancels it", async () => {
      await open();
      const startedAt = Date.now() - 62_000;
      await show({ kind: "running", queryId: 7, sql, target: "emulated · W", startedAt });
      assert.match(await text("main"), /Running…\s+emulated · W · 1 min 0\d s\s+Cancel\s+SELECT \*/);
      assert.equal(await said(), "Query running");
      assert.equal(await panel.page.locator("main").getAttribute("aria-busy"), "true");
      await panel.page.getByRole("button", { name: "Cancel" }).click();
      assert.deepEqual(panel.payloads("cancel"), [{ queryId: 7 }]);
    });

    it("shows an error with its hint, its button and the statement, all as text", async () => {
      await open();
      const message = "[TABLE_OR_VIEW_NOT_FOUND] <img src=x onerror=alert(1)> does not exist";
      const error = { message, hint: "Check the name.", action: { id: "line", title: "Go to line 2" } };
      await show({ kind: "error", queryId: 1, sql, error });
      const shown = await text("main");
      for (const part of [message, "Check the name.", "<b>not bold</b>"]) assert.ok(shown.includes(part), part);
      assert.equal(await panel.page.locator("main img, main b").count(), 0);
      assert.equal(await said(), `Query failed. ${message}`);
      await panel.page.getByRole("button", { name: "Go to line 2" }).click();
      assert.deepEqual(panel.payloads("action"), [{ id: "line" }]);
      await panel.page.getByRole("button", { name: "Run again" }).click();
      assert.deepEqual(panel.payloads("again"), [{ queryId: 1 }]);
    });

    it("shows a cancelled query", async () => {
      await open();
      await show({ kind: "cancelled", queryId: 1, sql });
      assert.match(await text("main"), /Query cancelled\s+Run again\s+SELECT \*/);
      await panel.page.getByRole("button", { name: "Run again" }).click();
      assert.deepEqual(panel.payloads("again"), [{ queryId: 1 }]);
    });

    it("shows the columns of an empty result", async () => {
      await open();
      await show(rowsState({ loadedRows: 0 }));
      await panel.page.locator(".grid-column").first().waitFor();
      assert.match(await text(".results-body"), /id\s+BIGINT\s+label\s+STRING\s+amount\s+DOUBLE\s+No rows/);
      assert.equal(await panel.page.locator("[role=grid]").getAttribute("aria-rowcount"), "1");
      await panel.page.locator(".grid").focus();
      await press("ArrowDown", "End", "PageDown", "Enter");
      assert.equal(await active(), "1:4", "the header is all there is");
    });

    it("keeps the rows when later ones fail, and offers to go on", async () => {
      await open();
      const problem = {
        message: "The connection broke.",
        hint: "Rows so far are complete.",
        action: { id: "again", title: "Run again" },
      };
      await showFacts(1000, { complete: false, problem });
      assert.match(await text(".problem"), /The connection broke\. Rows so far are complete\.\s+Run again/);
      assert.deepEqual(panel.payloads("more"), [], "it does not ask again by itself");
      await panel.page.getByRole("button", { name: "Load more" }).click();
      assert.deepEqual(panel.payloads("more"), [{ queryId: 1 }]);
    });

    it("says so when rows cannot be read", async () => {
      await open();
      await show(rowsState());
      await panel.send("page", { queryId: 1, firstRow: 0, rowCount: 9, arrow: new Uint8Array(64).fill(7).buffer });
      await panel.page.locator(".problem").waitFor();
      assert.match(await text(".problem"), /The rows could not be read: .+ Run the statement again\./);
    });

    it("takes pages that come before the state, and none of another query", async () => {
      await open();
      await showFacts(10);
      await panel.send("page", { queryId: 2, ...factPage(0, 20) });
      assert.match(await text(".results-footer:visible"), /of 10 rows/);
      await panel.send("page", { queryId: 1, ...factPage(0, 10) });
      await show(rowsState({ queryId: 2, loadedRows: 20 }));
      await panel.page.getByText("of 20 rows").waitFor();
    });
  });

  describe("paging", () => {
    it("shows which rows are in view, their time, and asks once near the end", async () => {
      await open();
      await showFacts(10_000, { complete: false });
      assert.match(
        await text(".results-footer"),
        /1–\d+ of 10,000 rows loaded, more available\s+0\.04 s\s+Load all\s+emulated · Starter Warehouse/,
      );
      assert.equal(await said(), "10,000 rows loaded, more available");
      assert.deepEqual(panel.payloads("more"), []);
      await panel.page.locator(".grid").focus();
      await press("Control+End", "Control+Home", "Control+End");
      assert.deepEqual(panel.payloads("more"), [{ queryId: 1 }]);
      await show(rowsState({ loadedRows: 20_000, complete: false }));
      await panel.send("page", { queryId: 1, ...factPage(10_000, 10_000) });
      await panel.page.getByText("of 20,000 rows").waitFor();
      assert.equal(await active(), "10001:4", "the place stays");
      await press("Control+End");
      assert.equal(panel.payloads("more").length, 2);
      await panel.page.getByRole("button", { name: "Load all" }).click();
      assert.deepEqual(panel.payloads("all"), [{ queryId: 1 }]);
    });

    it("shows that rows are on their way, and cancels", async () => {
      await open();
      await showFacts(1000, { complete: false, loading: true });
      assert.match(await text(".results-footer"), /Loading…\s+Cancel/);
      await panel.page.getByRole("button", { name: "Cancel" }).click();
      assert.deepEqual(panel.payloads("cancel"), [{ queryId: 1 }]);
    });

    for (const deviceScaleFactor of [1, 2]) {
      it(`holds 1 000 000 rows in bounded memory and shows the last one (${deviceScaleFactor}x)`, async function () {
        this.timeout(90_000);
        await open({ deviceScaleFactor });
        const rows = factPage(0, 10_000);
        for (let i = 0; i < 100; i++) {
          const state = rowsState({ loadedRows: (i + 1) * 10_000, complete: i === 99 });
          await show(state);
          await panel.send("page", {
            queryId: 1,
            ...(i === 99 ? factPage(990_000, 10_000) : rows),
            firstRow: i * 10_000,
          });
        }
        await panel.page.getByText("of 1,000,000 rows", { exact: false }).first().waitFor();
        await panel.page.locator(".grid").evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
        await panel.page.locator(cell(999_999, 1)).waitFor();
        assert.equal(await text(cell(999_999, 1)), "order 999999");
        assert.match(await text(".results-footer"), /–1,000,000 of 1,000,000 rows/);
        assert.ok(await inView(cell(999_999, 1)));

        // The wheel moves by pixels of rows even where the scroll bar is scaled.
        const turned = panel.page.evaluate(
          () => new Promise<number>((done) => window.addEventListener("wheel", (event) => done(event.deltaY))),
        );
        await panel.page.mouse.move(300, 200);
        await panel.page.mouse.wheel(0, -2200);
        const last = (1_000_000 + Math.round((await turned) / 22)).toLocaleString("en-US");
        await panel.page.getByText(`–${last} of 1,000,000`).waitFor({ timeout: 5000 });
        await panel.page.locator(".grid").focus();
        await press("Control+Home", "PageDown", "Control+End");
        assert.equal(await active(), "1000001:4");
        assert.ok(await inView(".active"));

        const session = await panel.page.context().newCDPSession(panel.page);
        await session.send("HeapProfiler.collectGarbage");
        const heap = await session.send("Runtime.getHeapUsage");
        const nodes = await panel.page.evaluate(() => document.querySelectorAll("*").length);
        assert.ok(nodes < 600, `${nodes} elements`);
        const megabytes = (heap.usedSize + (heap as { backingStorageSize?: number }).backingStorageSize!) / 1e6;
        assert.ok(megabytes < 150, `${megabytes} MB`);
      });
    }

    /** Whether the middle of an element is what one sees at that place. */
    const inView = (selector: string): Promise<boolean> =>
      panel.page.locator(selector).evaluate((element) => {
        const box = element.getBoundingClientRect();
        const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return top !== null && element.contains(top);
      });
  });

  describe("cells", () => {
    it("keeps duplicate names, tells NULL from empty, shows HTML as text", async () => {
      await open();
      const odd = '<b onclick="x">name</b>';
      await showRows([
        column(odd, "STRING", new Utf8(), ["<i>one</i>", null]),
        column(odd, "STRING", new Utf8(), ["two", ""]),
        column("`q`", "BIGINT", new Int64(), [9007199254740993n, null]),
      ]);
      assert.deepEqual(await panel.page.locator(".grid-name").allInnerTexts(), [odd, odd, "`q`"]);
      assert.equal(await text(cell(0, 0)), "<i>one</i>");
      assert.equal(await text(cell(0, 1)), "two");
      assert.equal(await text(cell(0, 2)), "9007199254740993");
      assert.equal(await text(cell(1, 0)), "NULL");
      assert.equal(await text(cell(1, 1)), "");
      assert.equal(await panel.page.locator("main b, main i").count(), 0);
      const style = (selector: string): Promise<string> =>
        panel.page.locator(selector).evaluate((element) => getComputedStyle(element).fontStyle);
      assert.deepEqual([await style(cell(1, 0)), await style(cell(0, 0))], ["italic", "normal"]);
    });

    it("clips a cell of 1 MB and opens it whole", async () => {
      await open();
      await showRows([column("big", "STRING", new Utf8(), ["x".repeat(1_000_000)])]);
      assert.match(await text(cell(0, 0)), /^x{256}…\s*1 MB$/);
      await panel.page.locator(cell(0, 0)).dblclick();
      const value = panel.page.getByRole("textbox", { name: "Value of big, row 1" });
      assert.equal((await value.inputValue()).length, 1_000_000);
      assert.match(await text("dialog[open]"), /big\s+STRING · row 1 · 1,000,000 characters/);
      await panel.page.getByRole("dialog").getByRole("button", { name: "Copy" }).click();
      assert.equal(panel.payloads("copy")[0]?.text.length, 1_000_000);
    });

    it("opens JSON indented, closes on Escape and gives the focus back", async () => {
      await open();
      await showRows([column("j", "STRING", new Utf8(), ['{"id":12345678901234567890}'])]);
      await panel.page.locator(".grid").focus();
      await press("Enter");
      const value = panel.page.getByRole("textbox", { name: "Value of j, row 1" });
      assert.equal(await value.inputValue(), '{\n  "id": 12345678901234567890\n}');
      await press("Escape");
      assert.equal(await panel.page.locator("dialog[open]").count(), 0);
      assert.equal(await panel.page.evaluate(() => document.activeElement?.getAttribute("role")), "grid");
    });

    it("draws only the columns in view of a result with 2 000", async () => {
      await open();
      const columns = Array.from({ length: 2000 }, (_, i) => column(`c${i}`, "INT", new Int32(), [i, i + 1]));
      await showRows(columns);
      await panel.page.locator(".grid").focus();
      await press("End");
      assert.equal(await text(cell(0, 1999)), "1999");
      const nodes = await panel.page.evaluate(() => document.querySelectorAll("*").length);
      assert.ok(nodes < 400, `${nodes} elements`);
    });
  });

  describe("keyboard and screen reader", () => {
    it("moves by every key of the grid pattern", async () => {
      await open();
      await showFacts();
      await panel.page.locator(".grid").focus();
      assert.equal(await active(), "2:2");
      for (const [key, place] of [
        ["ArrowDown", "3:2"],
        ["ArrowRight", "3:3"],
        ["End", "3:4"],
        ["Home", "3:2"],
        ["Control+End", "1001:4"],
        ["ArrowDown", "1001:4"],
        ["Control+Home", "2:2"],
        ["ArrowUp", "1:2"],
        ["ArrowRight", "1:3"],
        ["ArrowDown", "2:3"],
      ] as const) {
        await press(key);
        assert.equal(await active(), place, key);
      }
      await press("PageDown");
      assert.match(await active(), /^1\d:3$/);
    });

    it("copies a selection as tab-separated text", async () => {
      await open();
      await showFacts();
      await panel.page.locator(".grid").focus();
      await press("Shift+ArrowDown", "Shift+ArrowRight", "Control+c");
      assert.deepEqual(panel.payloads("copy"), [{ text: "0\torder 0\n1\torder 1" }]);
      assert.equal(await said(), "Copied 4 cells");
      // VS Code's own copy command, as its menu runs it.
      await panel.page.evaluate('document.execCommand("copy")');
      assert.equal(panel.payloads("copy").length, 2);
      await press("Control+a", "Control+c");
      assert.equal(panel.payloads("copy")[2]?.text.split("\n").length, 1000);
      await panel.page
        .locator(`${cell(2, 0)} >> xpath=..`)
        .locator(".grid-gutter")
        .click();
      await press("Control+c");
      assert.deepEqual(panel.payloads("copy")[3], { text: "2\torder 2\t0.25" });
    });

    it("selects by dragging and by Shift and click", async () => {
      await open();
      await showFacts();
      const middle = async (selector: string): Promise<[number, number]> => {
        const box = await panel.page.locator(selector).boundingBox();
        assert(box);
        return [box.x + box.width / 2, box.y + box.height / 2];
      };
      await panel.page.mouse.move(...(await middle(cell(1, 0))));
      await panel.page.mouse.down();
      await panel.page.mouse.move(...(await middle(cell(3, 2))));
      await panel.page.mouse.up();
      assert.equal(await panel.page.locator('[role=gridcell][aria-selected="true"]').count(), 9);
      await panel.page.locator(cell(1, 1)).click({ modifiers: ["Shift"] });
      assert.equal(await panel.page.locator('[role=gridcell][aria-selected="true"]').count(), 2);
    });

    it("is a grid with counts, places and headers", async () => {
      await open();
      await showFacts();
      const grid = panel.page.getByRole("grid", { name: "Query results" });
      assert.equal(await grid.getAttribute("aria-rowcount"), "1001");
      assert.equal(await grid.getAttribute("aria-colcount"), "4");
      assert.equal(await panel.page.getByRole("columnheader").count(), 4);
      assert.equal(await panel.page.getByRole("rowheader", { name: "1", exact: true }).count(), 1);
      assert.equal(await panel.page.locator('main [tabindex="0"]').count(), 1, "the grid is one tab stop");
      const orphans = await panel.page.evaluate(
        () => document.querySelectorAll("[role=gridcell]:not([role=grid] [role=rowgroup] [role=row] *)").length,
      );
      assert.equal(orphans, 0);
    });

    it("keeps the active cell in the page when it is scrolled away", async () => {
      await open();
      await showFacts();
      await panel.page.locator(".grid").focus();
      await panel.page.locator(".grid").evaluate((grid) => grid.scrollTo(0, 9000));
      await panel.page.locator(cell(415, 0)).waitFor();
      assert.equal(await active(), "2:2");
    });

    it("changes the width of a column by mouse and by keyboard", async () => {
      await open();
      await showFacts();
      const width = (): Promise<number> =>
        panel.page.locator(cell(0, 1)).evaluate((e) => e.getBoundingClientRect().width);
      const before = await width();
      const handle = await panel.page.locator(".grid-handle").nth(1).boundingBox();
      assert(handle);
      await panel.page.mouse.move(handle.x + 3, handle.y + 9);
      await panel.page.mouse.down();
      await panel.page.mouse.move(handle.x + 83, handle.y + 9);
      await panel.page.mouse.up();
      assert.equal(await width(), before + 80);
      await panel.page.locator(".grid").focus();
      await press("ArrowRight", "Control+Home", "ArrowUp", "ArrowRight", "Shift+ArrowLeft");
      assert.equal(await width(), before + 64);
      // The rows in view are shorter than those that the first width has room for.
      await press("F2");
      assert.ok((await width()) < before);
      const text = panel.page.locator(`${cell(0, 1)} .grid-text`);
      assert.ok(await text.evaluate((element) => element.scrollWidth <= element.clientWidth));
    });
  });

  describe("place", () => {
    it("comes back to where the user was", async () => {
      const grid = { topRow: 500, active: { row: 505, column: 1 }, widths: [90, 200, 100] };
      const look = {
        grid,
        columns: { order: [2, 0, 1], hidden: [], frozen: 1 },
        arrangement: { sort: [], filters: [] },
      };
      await open();
      await panel.send("look", { queryId: 1, look });
      await showFacts(100, { complete: false, loadedRows: 1000 });
      await panel.send("page", { queryId: 1, ...factPage(100, 900) });
      await panel.page.getByText("501–").waitFor();
      assert.equal(await active(), "507:3");
      assert.deepEqual(await panel.page.locator(".grid-name").allInnerTexts(), ["amount", "id", "label"]);
      await panel.sees("look");
      assert.deepEqual(panel.payloads("look").at(-1), { queryId: 1, look });
    });

    it("sorts and filters again what was sorted and filtered", async () => {
      const arrangement = {
        sort: [{ column: 0, direction: "descending" }],
        filters: [{ column: 0, test: "<", text: "700" }],
      } as const;
      const grid = { topRow: 0, widths: [90, 100] };
      await open();
      await panel.send("look", {
        queryId: 1,
        look: { grid, columns: { order: [0, 1, 2], hidden: [1], frozen: 0 }, arrangement },
      });
      await showFacts(500, { complete: true, loadedRows: 1000 });
      await panel.send("page", { queryId: 1, ...factPage(500, 500) });
      await panel.page.getByText("700 of 1,000 rows pass, sorted").first().waitFor();
      assert.equal(await text(cell(0, 0)), "699");
      assert.deepEqual(await panel.page.locator(".grid-name").allInnerTexts(), ["id", "amount"]);
    });

    it("keeps all in reach at a width of 300 pixels", async () => {
      await open({ width: 300, height: 300 });
      await showFacts(10_000, { complete: false });
      const wide = await panel.page.evaluate(() => document.documentElement.scrollWidth);
      assert.equal(wide, 300);
      const button = await panel.page.getByRole("button", { name: "Load all" }).boundingBox();
      assert.ok(button && button.x + button.width <= 300 && button.y + button.height <= 300);
    });

    it("stands still for those who ask for it", async () => {
      await open({ reducedMotion: true });
      await show({ kind: "running", queryId: 7, sql, target: "t", startedAt: Date.now() });
      const name = await panel.page
        .locator(".progress")
        .evaluate((element) => getComputedStyle(element, "::after").animationName);
      assert.equal(name, "none");
    });
  });
});
