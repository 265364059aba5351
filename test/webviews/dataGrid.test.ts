import assert from "node:assert/strict";
import { Binary, Bool, Decimal, Float64, Int32, Int64, makeVector, TimestampMicrosecond, Utf8 } from "apache-arrow";
import type { ResultsProtocol } from "../../src/protocol/results.ts";
import type { TestColumn } from "./harness/pages.ts";
import { column, factColumns, factPage, page } from "./harness/pages.ts";
import type { Panel, PanelOptions } from "./harness/panel.ts";
import { PanelRig } from "./harness/panel.ts";

/** The tools of the grid, in the panel of query results. */
describe("data grid", () => {
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

  async function show(
    columns: readonly TestColumn[],
    options: PanelOptions & { complete?: boolean } = {},
  ): Promise<void> {
    assert(rig);
    panel = await rig.open<ResultsProtocol>("results", options);
    const rows = page(0, columns);
    await panel.send("tabs", {
      tabs: [{ queryId: 1, kind: "rows", title: "SELECT *", file: "orders.sql", sql: "SELECT 1", pinned: false }],
      shown: 1,
    });
    await panel.send("state", state(columns, rows.rowCount, options.complete ?? true));
    await panel.send("page", { queryId: 1, ...rows });
    await grid().locator("[role=gridcell]").first().waitFor();
  }

  const state = (columns: readonly { name: string; type: string }[], loadedRows: number, complete: boolean) =>
    ({
      kind: "rows",
      queryId: 1,
      sql: "SELECT 1",
      target: "emulated · Starter Warehouse",
      columns: columns.map(({ name, type }) => ({ name, type })),
      loadedRows,
      complete,
      loading: false,
      firstRowsMs: 40,
    }) as const;

  const grid = () => panel.page.getByRole("grid", { name: "Query results" });
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await panel.page.keyboard.press(key);
  };
  const cell = (row: number, place: number) =>
    grid().locator(`.grid-body [aria-rowindex="${row + 2}"] [aria-colindex="${place + 2}"]`);
  const head = (name: string) => grid().getByRole("columnheader", { name }).first();
  const column0 = async (rows = 5): Promise<string[]> =>
    Promise.all(Array.from({ length: rows }, (_, row) => cell(row, 0).innerText()));
  const names = async (): Promise<string[]> => grid().locator(".grid-name").allInnerTexts();
  const copied = (): string | undefined => panel.payloads("copy").at(-1)?.text;
  const menu = async (target: ReturnType<typeof cell>, item: string): Promise<void> => {
    await target.click({ button: "right" });
    await panel.page.getByRole("menu").getByText(item, { exact: true }).click();
  };
  const bar = () => panel.page.locator(".arrangement-text");
  const facts = () => panel.page.locator(".selection-facts");

  const big = 9007199254740993n;
  const mixed = (): TestColumn[] => [
    column("id", "BIGINT", new Int64(), [big, 3n, null, big - 2n, -5n]),
    column("name", "STRING", new Utf8(), ["Zoë", "anna", "", null, "O'Hara"]),
    column("price", "DOUBLE", new Float64(), [1.5, NaN, -2, null, 1e300]),
    decimals("amount", 2, [10_25n, -75n, 0n, 99999999999999999999999999999999_01n, 5n]),
  ];

  function decimals(name: string, scale: number, values: readonly bigint[]): TestColumn {
    const words = values.flatMap((value) => [BigInt.asUintN(64, value), BigInt.asUintN(64, value >> 64n)]);
    const data = new Uint32Array(BigUint64Array.from(words).buffer);
    return { name, type: `DECIMAL(38,${scale})`, vector: makeVector({ type: new Decimal(scale, 38, 128), data }) };
  }

  describe("sort and filter", () => {
    it("sorts exactly, NULL first and NaN last as the warehouse does, and tells a screen reader", async () => {
      await show(mixed());
      await head("id").hover();
      await head("id").locator(".grid-sort").click();
      await bar().getByText("Sorted 5 rows", { exact: true }).waitFor();
      assert.deepEqual(await column0(), ["NULL", "-5", "3", String(big - 2n), String(big)]);
      assert.equal(await head("id").getAttribute("aria-sort"), "ascending");
      assert.equal(await panel.page.locator("[aria-live=polite]").innerText(), "Sorted 5 rows");
      await head("id").locator(".grid-sort").click();
      await cell(0, 0).getByText(String(big)).waitFor();
      assert.deepEqual(await column0(), [String(big), String(big - 2n), "3", "-5", "NULL"]);
      await head("id").locator(".grid-sort").click();
      await bar().waitFor({ state: "hidden" });
      assert.deepEqual(await column0(), [String(big), "3", "NULL", String(big - 2n), "-5"], "as it came");

      await menu(head("price"), "Sort descending");
      await bar().getByText("Sorted 5 rows").waitFor();
      assert.deepEqual(await Promise.all([0, 1, 4].map((row) => cell(row, 2).innerText())), ["NaN", "1e+300", "NULL"]);
    });

    it("sorts by several columns from the keyboard", async () => {
      await show([
        column("a", "INT", new Int32(), [2, 1, 2, 1]),
        column("b", "STRING", new Utf8(), ["x", "y", "w", "z"]),
      ]);
      await grid().focus();
      await press("ArrowUp", "Enter", "ArrowRight", "Shift+Enter", "Shift+Enter");
      await panel.page.getByText("Sorted by a ▲, b ▼").waitFor();
      await cell(0, 1).getByText("z").waitFor();
      assert.deepEqual(await Promise.all([0, 1, 2, 3].map((row) => cell(row, 1).innerText())), ["z", "y", "x", "w"]);
      assert.deepEqual(
        await grid().locator(".grid-gutter[role=rowheader]").allInnerTexts(),
        ["4", "2", "1", "3"],
        "row numbers are those of the result",
      );
    });

    it("says what it did not look at, and lets the warehouse do it", async () => {
      await show(mixed(), { complete: false });
      const asked = panel.payloads("more").length;
      await menu(head("amount"), "Sort ascending");
      await bar().getByText("Sorted 5 loaded rows; the result has more").waitFor();
      assert.equal(panel.payloads("more").length, asked, "the end of sorted rows is not the end");
      await menu(head("name"), "Filter…");
      const dialog = panel.page.getByRole("dialog", { name: "Filter name" });
      await dialog.getByLabel("Value").fill("a");
      await press("Enter");
      await bar().getByText("2 of 5 loaded rows pass, sorted; the result has more").waitFor();
      await panel.page.getByRole("button", { name: "Run on server" }).click();
      assert.deepEqual(panel.payloads("arrange"), [
        {
          queryId: 1,
          arrangement: {
            sort: [{ column: 3, direction: "ascending" }],
            filters: [{ column: 1, test: "contains", text: "a" }],
          },
        },
      ]);
    });

    it("takes in rows that arrive later, and tells how many it has sorted until then", async () => {
      await show(
        [column("id", "BIGINT", new Int64(), [2n, 1n])].map((each) => each),
        { complete: false },
      );
      await menu(head("id"), "Sort ascending");
      await bar().getByText("Sorted 2 loaded rows; the result has more").waitFor();
      const later = [column("id", "BIGINT", new Int64(), [0n, 3n])];
      await panel.send("state", { ...state(later, 4, false), loading: true });
      await panel.send("page", { queryId: 1, ...page(2, later) });
      await bar().getByText("Sorted 2 of 4 loaded rows; the result has more").waitFor();
      await panel.send("state", state(later, 4, true));
      await bar().getByText("Sorted 4 rows", { exact: true }).waitFor();
      assert.deepEqual(await column0(4), ["0", "1", "2", "3"]);
    });

    it("filters by value, by more digits than the column has, by NULL, and refuses what is no value", async () => {
      await show(mixed());
      await menu(cell(0, 0), "Keep only this value");
      await bar().getByText("1 of 5 rows pass").waitFor();
      assert.match(await panel.page.locator(".footer-rows:visible").innerText(), /^1–1 of 1 filtered row$/);
      assert.deepEqual(await column0(1), [String(big)]);
      await panel.page.getByRole("button", { name: /^id is/ }).click();
      await bar().waitFor({ state: "hidden" });

      await menu(head("amount"), "Filter…");
      const dialog = panel.page.getByRole("dialog", { name: "Filter amount" });
      await dialog.getByLabel("Test").selectOption("is more than");
      await dialog.getByLabel("Value").fill("ten");
      await press("Enter");
      await dialog.getByText("Not a value of type DECIMAL(38,2).").waitFor();
      await dialog.getByLabel("Value").fill("0.0499");
      await press("Enter");
      await bar().getByText("3 of 5 rows pass").waitFor();
      await panel.page.getByRole("button", { name: /^amount is more/ }).click();

      await menu(cell(2, 0), "Leave this value out");
      await bar().getByText("4 of 5 rows pass").waitFor();
      assert.match((await head("id").getAttribute("aria-label")) ?? "", /filtered/);
    });

    it("keeps the page alive while it sorts 300 000 rows", async function () {
      this.timeout(60_000);
      assert(rig);
      panel = await rig.open<ResultsProtocol>("results");
      const tab = { queryId: 1, kind: "rows", title: "t", file: "f.sql", sql: "SELECT 1", pinned: false } as const;
      await panel.send("tabs", { tabs: [tab], shown: 1 });
      for (let i = 0; i < 30; i++) {
        await panel.send("state", state(factColumns, (i + 1) * 10_000, i === 29));
        await panel.send("page", { queryId: 1, ...factPage(i * 10_000, 10_000) });
      }
      await panel.page.getByText("of 300,000 rows").first().waitFor();
      // Turns that the page gets between the beginning of the sort and its end: none where it is done in one go.
      await panel.page.evaluate(() => {
        const counted = globalThis as unknown as { turns: number };
        counted.turns = 0;
        const tick = (): void => {
          if (document.querySelector(".arrangement-text")?.textContent.endsWith("…")) counted.turns++;
          setTimeout(tick);
        };
        tick();
      });
      await menu(head("label"), "Sort descending");
      await cell(0, 1).getByText("order 99999", { exact: true }).waitFor({ timeout: 40_000 });
      const turns = await panel.page.evaluate(() => (globalThis as unknown as { turns: number }).turns);
      assert.ok(turns > 5, `the page had ${turns} turns while it sorted`);
    });
  });

  describe("columns", () => {
    const five = (): TestColumn[] =>
      ["a", "b", "c", "d", "e"].map((name, index) => column(name, "INT", new Int32(), [index, index + 10]));

    it("moves a column by mouse and by keyboard", async () => {
      await show(five());
      const [from, to] = [await head("a").boundingBox(), await head("c").boundingBox()];
      assert(from && to);
      await panel.page.mouse.move(from.x + from.width - 14, from.y + 30);
      await panel.page.mouse.down();
      await panel.page.mouse.move(from.x + from.width + 20, from.y + 30);
      await panel.page.mouse.move(to.x + to.width - 4, to.y + 8);
      assert.equal(await panel.page.locator(".grid-drop").isVisible(), true);
      await panel.page.mouse.up();
      assert.deepEqual(await names(), ["b", "c", "a", "d", "e"]);
      assert.equal(await cell(0, 2).innerText(), "0", "cells move along");
      await grid().focus();
      await press("Control+Home", "ArrowUp", "Control+Shift+ArrowRight");
      assert.deepEqual(await names(), ["c", "b", "a", "d", "e"]);
    });

    it("hides columns and shows them again", async () => {
      await show(five());
      await menu(head("b"), "Hide column");
      assert.deepEqual(await names(), ["a", "c", "d", "e"]);
      assert.equal(await grid().getAttribute("aria-colcount"), "5");
      await panel.page.getByRole("button", { name: "Columns" }).click();
      const dialog = panel.page.getByRole("dialog", { name: "Columns" });
      await dialog.getByPlaceholder("Find a column").fill("e");
      assert.equal(await dialog.getByRole("checkbox").count(), 1);
      await dialog.getByRole("checkbox").uncheck();
      assert.deepEqual(await names(), ["a", "c", "d"]);
      await dialog.getByRole("button", { name: "Reset" }).click();
      assert.deepEqual(await names(), ["a", "b", "c", "d", "e"]);
      await press("Escape");
    });

    it("freezes columns: they stay in view, also for the keyboard, and not where there is no room", async () => {
      const wide = Array.from({ length: 60 }, (_, i) => column(`column_${i}`, "INT", new Int32(), [i]));
      await show(wide);
      await menu(head("column_1"), "Freeze up to here");
      await grid().focus();
      await press("End");
      assert.equal(await cell(0, 59).innerText(), "59");
      const [frozen, last] = [await cell(0, 1).boundingBox(), await cell(0, 59).boundingBox()];
      assert(frozen && last);
      assert.ok(frozen.x > 0 && frozen.x < 200 && last.x > frozen.x + frozen.width);
      await cell(0, 1).click();
      await press("ArrowRight");
      const next = await grid().locator(".grid-cell.active").boundingBox();
      assert.ok(next && next.x >= frozen.x + frozen.width, "a cell is not behind the frozen ones");
      await panel.page.setViewportSize({ width: 300, height: 300 });
      await press("End");
      await panel.page.waitForFunction(() => document.querySelectorAll(".grid-cell.frozen").length === 0);
    });

    it("fits a column by double click on its edge", async () => {
      await show([column("c", "STRING", new Utf8(), ["a text that is rather long for this column"])]);
      const width = () => head("c").evaluate((element) => element.getBoundingClientRect().width);
      const before = await width();
      const edge = await head("c").locator(".grid-handle").boundingBox();
      assert(edge);
      await panel.page.mouse.move(edge.x + 3, edge.y + 9);
      await panel.page.mouse.down();
      await panel.page.mouse.move(edge.x - 150, edge.y + 9);
      await panel.page.mouse.up();
      assert.ok((await width()) < before - 100);
      await head("c").locator(".grid-handle").dblclick();
      assert.equal(await width(), before);
    });
  });

  describe("find", () => {
    it("counts, goes forwards and backwards, and marks what it found", async () => {
      await show([
        column("a", "STRING", new Utf8(), ["red", "blue", "RED", null]),
        column("b", "STRING", new Utf8(), ["x", "infrared", "y", "reddish"]),
      ]);
      await grid().focus();
      await press("Control+f");
      const box = panel.page.getByRole("textbox", { name: "Find in loaded rows" });
      await box.fill("red");
      const count = panel.page.locator(".find-count");
      await count.getByText("1 of 4").waitFor();
      assert.equal(await grid().locator(".grid-cell.found").count(), 4);
      await press("Enter", "Enter");
      assert.equal(await grid().locator(".active").innerText(), "RED");
      await press("Shift+Enter", "Shift+Enter", "Shift+Enter");
      assert.equal(await grid().locator(".active").innerText(), "reddish");
      assert.equal(await count.innerText(), "4 of 4");
      await box.fill("green");
      await count.getByText("No match").waitFor();
      await press("Escape");
      assert.equal(await panel.page.evaluate(() => document.activeElement?.getAttribute("role")), "grid");
      assert.equal(await grid().locator(".found").count(), 0);
    });
  });

  describe("copy", () => {
    const all = async (form: string): Promise<string | undefined> => {
      const before = panel.payloads("copy").length;
      await panel.page.getByRole("button", { name: "Copy" }).click();
      await panel.page.getByRole("menu").getByText(form, { exact: true }).click();
      while (panel.payloads("copy").length === before) await panel.page.waitForTimeout(5);
      return copied();
    };
    const odd = (): TestColumn[] => [
      column("id", "BIGINT", new Int64(), [big, null]),
      column("text", "STRING", new Utf8(), ['a,"b"|\\\n<i>', ""]),
      column("id", "BIGINT", new Int64(), [1n, 2n]),
      column("d", "DOUBLE", new Float64(), [NaN, 0.1]),
    ];

    it("copies as CSV, JSON and Markdown, every digit kept and NULL told from empty", async () => {
      await show(odd());
      await grid().focus();
      await press("Control+a");
      assert.equal(await all("Copy as CSV"), `id,text,id,d\n${big},"a,""b""|\\\n<i>",1,NaN\n,"",2,0.1`);
      assert.equal(
        await all("Copy as JSON"),
        `[\n  { "id": ${big}, "text": "a,\\"b\\"|\\\\\\n<i>", "id (2)": 1, "d": "NaN" },\n  { "id": null, "text": "", "id (2)": 2, "d": 0.1 }\n]`,
      );
      assert.equal(
        await all("Copy as Markdown"),
        `| id | text | id | d |\n| --: | --- | --: | --: |\n| ${big} | a,"b"\\|\\\\<br>&lt;i> | 1 | NaN |\n| NULL |  | 2 | 0.1 |`,
      );
      await panel.page.getByRole("button", { name: "Copy" }).click();
      await panel.page.getByRole("menuitemcheckbox", { name: "Headers in CSV" }).click();
      assert.equal((await all("Copy as CSV"))?.startsWith(String(big)), true);
      assert.equal((await all("Copy with headers"))?.startsWith("id\ttext\tid\td\n"), true);
    });

    it("copies as INSERT and as IN list, in literals of the columns' types", async () => {
      await show([
        column("it's", "STRING", new Utf8(), ["O'Hara \\", null]),
        column("flag", "BOOLEAN", new Bool(), [true, false]),
        decimals("amount", 2, [1_50n, 1_50n]),
        {
          name: "at",
          type: "TIMESTAMP",
          vector: makeVector({ type: new TimestampMicrosecond("UTC"), data: BigInt64Array.from([1n, 0n]) }),
        },
        column("bytes", "BINARY", new Binary(), [Uint8Array.of(1, 255), null]),
      ]);
      await grid().focus();
      await press("Control+a");
      assert.equal(
        await all("Copy as INSERT statement"),
        "INSERT INTO table_name (`it's`, `flag`, `amount`, `at`, `bytes`) VALUES\n" +
          "  ('O\\'Hara \\\\', true, 1.50, TIMESTAMP'1970-01-01 00:00:00.000001+00:00', X'01FF'),\n" +
          "  (NULL, false, 1.50, TIMESTAMP'1970-01-01 00:00:00+00:00', NULL);",
      );
      await head("amount").click();
      assert.equal(await all("Copy as IN list"), "(1.50)");
      await head("it's").click();
      assert.equal(await all("Copy as IN list"), "('O\\'Hara \\\\')");
    });

    it("refuses an INSERT with a name twice, and says why", async () => {
      await show(odd());
      await grid().focus();
      await press("Control+a");
      await panel.page.getByRole("button", { name: "Copy" }).click();
      await panel.page.getByRole("menu").getByText("Copy as INSERT statement").click();
      await panel.page.getByText("INSERT takes each column once, and “id” is there twice. Hide one.").first().waitFor();
      assert.deepEqual(panel.payloads("copy"), []);
    });

    it("shows how far a large copy is, and stops it", async function () {
      this.timeout(60_000);
      assert(rig);
      panel = await rig.open<ResultsProtocol>("results");
      const tab = { queryId: 1, kind: "rows", title: "t", file: "f.sql", sql: "SELECT 1", pinned: false } as const;
      await panel.send("tabs", { tabs: [tab], shown: 1 });
      const rows = factPage(0, 10_000);
      for (let i = 0; i < 60; i++) {
        await panel.send("state", state(factColumns, (i + 1) * 10_000, i === 59));
        await panel.send("page", { queryId: 1, ...rows, firstRow: i * 10_000 });
      }
      await panel.page.getByText("of 600,000 rows").first().waitFor();
      await grid().focus();
      await press("Control+a", "Control+c");
      const copying = panel.page.locator(".copying");
      await copying.getByText(/Copying [\d,]+ of 1,800,000 cells/).waitFor();
      await copying.getByRole("button", { name: "Cancel" }).click();
      await copying.waitFor({ state: "hidden" });
      assert.deepEqual(panel.payloads("copy"), []);
      assert.equal(await panel.page.locator("[aria-live=polite]").innerText(), "Nothing was copied");
    });
  });

  describe("selection", () => {
    it("adds up decimals and 64-bit integers exactly", async () => {
      await show(mixed());
      await head("amount").click();
      await facts()
        .getByText("5 cells · Sum 100000000000000000000000000000008.56 · Average", { exact: false })
        .waitFor();
      assert.match(await facts().innerText(), /Average 20000000000000000000000000000001\.712$/);
      await head("id").click();
      await facts()
        .getByText(`5 cells · 1 NULL · Sum ${big + 3n + big - 2n - 5n} · Average 4503599627370495.5`)
        .waitFor();
      await head("name").click({ modifiers: ["Shift"] });
      await facts().getByText("10 cells · 2 NULL · Sum of 4 numbers").waitFor();
      await cell(0, 0).click();
      assert.equal(await facts().innerText(), "");
    });

    it("draws a chart of it with axes and words for a screen reader", async () => {
      await show([
        column("day", "STRING", new Utf8(), ["Mon", "Tue", "Wed"]),
        column("sold", "INT", new Int32(), [4, null, 9]),
        column("cost", "DOUBLE", new Float64(), [-1.5, 2, 3]),
      ]);
      // A second result in the same page, whose dialogs have names of their own.
      const tab = { kind: "rows", title: "SELECT *", file: "orders.sql", sql: "SELECT 1", pinned: false } as const;
      const tabs = [
        { ...tab, queryId: 1 },
        { ...tab, queryId: 2 },
      ];
      await panel.send("tabs", { tabs, shown: 2 });
      await panel.send("state", { ...state(factColumns, 0, true), queryId: 2 });
      await panel.send("tabs", { tabs, shown: 1 });
      await grid().focus();
      await press("Control+a");
      await panel.page.getByRole("button", { name: "Chart" }).click();
      await panel.page.getByRole("dialog", { name: "Chart" }).waitFor();
      const chart = panel.page.getByRole("img", { name: /^Bar chart of sold, cost by day, 3 points\./ });
      await chart.waitFor();
      assert.match((await chart.getAttribute("aria-label")) ?? "", /sold: lowest 4 \(Mon\), highest 9 \(Wed\)\./);
      assert.equal(await chart.locator("rect").count(), 5, "NULL has no bar");
      assert.equal(await panel.page.getByRole("radio", { name: "Bars" }).isChecked(), true);
      assert.deepEqual(await chart.locator(".chart-axis").allTextContents(), ["day"]);
      const labels = await chart.locator(".chart-label").allTextContents();
      for (const label of ["Mon", "Wed", "0", "10"]) assert.ok(labels.includes(label), label);
      await panel.page.getByRole("radio", { name: "Lines" }).check();
      const lines = panel.page.getByRole("img", { name: /^Line chart/ });
      assert.equal(await lines.locator("path").count(), 1);
      assert.equal(await lines.locator("circle").count(), 2, "numbers beside a gap are dots");
      await press("Escape");
    });

    it("says so when there is nothing to draw", async () => {
      await show([column("a", "STRING", new Utf8(), ["x", "y"])]);
      await panel.page.getByRole("button", { name: "Chart" }).click();
      await facts().getByText("Select numbers to draw").waitFor();
    });
  });

  describe("cell viewer", () => {
    it("shows JSON as a tree with its own digits, and bytes as a dump", async () => {
      const json = '{"id": 12345678901234567890, "id": 1, "list": [1.10, {"deep": [true]}]}';
      await show([
        column("j", "STRING", new Utf8(), [json]),
        column("b", "BINARY", new Binary(), [new TextEncoder().encode("Hello, grid!\n\u0000 and more")]),
      ]);
      await grid().focus();
      await press("F2");
      const dialog = panel.page.getByRole("dialog");
      await dialog.getByRole("radio", { name: "Tree" }).check();
      // What is inside of a list is drawn when it has opened.
      await dialog.getByText("1.10").waitFor();
      assert.match(
        await dialog.locator(".json-tree").innerText(),
        /id: 12345678901234567890\s+id: 1\s+list \[2\]\s+0: 1\.10/,
      );
      await dialog.locator("summary", { hasText: "1 {1}" }).click();
      await dialog.locator("summary", { hasText: "deep" }).click();
      await dialog.getByText("true", { exact: true }).waitFor();
      await press("Escape", "ArrowRight", "Enter");
      const dump = await dialog.getByRole("textbox").inputValue();
      assert.equal(
        dump.split("\n")[0],
        "00000000  48 65 6C 6C 6F 2C 20 67 72 69 64 21 0A 00 20 61  |Hello, grid!.. a|",
      );
      assert.match(await dialog.innerText(), /BINARY · row 1 · 23 B/);
      await press("Escape");
    });
  });

  describe("menus", () => {
    it("open by key, move by arrows and letters, and give the focus back", async () => {
      await show(mixed());
      await grid().focus();
      await press("Shift+F10");
      const focused = () =>
        panel.page.evaluate(() => document.activeElement?.querySelector(".menu-title")?.textContent);
      assert.equal(await focused(), "Open cell");
      await press("ArrowDown", "ArrowDown");
      assert.equal(await focused(), "Copy with headers");
      await press("k");
      assert.equal(await focused(), "Keep only this value");
      await press("Escape");
      assert.equal(await panel.page.evaluate(() => document.activeElement?.getAttribute("role")), "grid");
      await press("ArrowUp", "ContextMenu", "ArrowDown", "Enter");
      await panel.page.getByText("Sorted by id ▼").waitFor();
    });

    it("asks the host to export", async () => {
      await show(mixed());
      await panel.page.getByRole("button", { name: "Export" }).click();
      assert.deepEqual(panel.payloads("export"), [{ queryId: 1 }]);
    });
  });

  describe("look", () => {
    for (const theme of ["dark", "light", "highContrast"] as const) {
      it(`keeps its tools in reach at a width of 300 pixels (${theme})`, async () => {
        await show(mixed(), { theme, width: 300, height: 320, complete: false });
        await menu(head("id"), "Sort ascending");
        await bar().waitFor();
        assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), 300);
        for (const name of ["Find", "Columns", "Copy", "Chart", "Export", "Run on server", "Load all"]) {
          const isSeen = await panel.page.getByRole("button", { name, exact: true }).evaluate((element) => {
            const { left, top, right, bottom } = element.getBoundingClientRect();
            const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
            return left >= 0 && right <= 300 && seen !== null && element.contains(seen);
          });
          assert.ok(isSeen, name);
        }
      });
    }

    it("tells at 300 pixels how many rows there are, as a whole", async () => {
      await show(mixed(), { width: 300, height: 320 });
      await panel.send("state", { ...state(factColumns, 10_000, false), queryId: 2 });
      await panel.send("page", { queryId: 2, ...factPage(0, 10_000) });
      const tab = { queryId: 2, kind: "rows", title: "t", file: "f.sql", sql: "SELECT 1", pinned: false } as const;
      await panel.send("tabs", { tabs: [tab], shown: 2 });
      await grid().focus();
      await press("Control+End");
      const rows = panel.page.locator(".footer-rows:visible");
      await panel.page.getByText(/–10,000 of 10,000 rows/).waitFor();
      assert.match(await rows.innerText(), /rows loaded, more available$/);
      assert.ok(await rows.evaluate((element) => element.getBoundingClientRect().right <= 300));
    });

    it("draws no more than what is in view on a large screen", async () => {
      const wide = Array.from({ length: 1000 }, (_, i) => column(`c${i}`, "INT", new Int32(), [i, i]));
      await show(wide, { width: 3840, height: 2160 });
      await grid().focus();
      await press("End");
      await cell(0, 999).waitFor();
      assert.equal(await cell(1, 999).innerText(), "999");
      const nodes = await panel.page.evaluate(() => document.querySelectorAll(".grid *").length);
      assert.ok(nodes < 1200, `${nodes} elements`);
    });
  });
});
