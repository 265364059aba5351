import assert from "node:assert/strict";

import type { ResultsProtocol, ResultsState } from "../../src/protocol/results.ts";
import { factColumns, factPage } from "./harness/pages.ts";
import type { Panel, PanelOptions } from "./harness/panel.ts";
import { PanelRig } from "./harness/panel.ts";

type Rows = Extract<ResultsState, { kind: "rows" }>;

const rowsState = (change: Partial<Rows> = {}): Rows => ({
  kind: "rows",
  queryId: 1,
  sql: "SELECT * FROM main.sales.orders",
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
  const text = (selector: string): Promise<string> => panel.page.locator(selector).innerText();

  it("asks for its state and says how to get rows", async () => {
    await open();
    assert.deepEqual(panel.sent, [{ type: "ready", payload: undefined }]);
    assert.match(await text("main"), /Run a \.sql file to see rows here\s+Ctrl Enter/);
  });

  it("shows rows, their place, their time and asks for more near the end", async () => {
    await open();
    await panel.send("state", rowsState({ complete: false }));
    await panel.send("page", { queryId: 1, ...factPage(0, 1000) });
    assert.match(await text(".results-footer"), /1–\d+ of 1,000 rows loaded, more available\s+0\.04 s\s+Load all/);
    assert.deepEqual(panel.payloads("more"), [{ queryId: 1 }]);
  });
});

