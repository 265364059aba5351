import assert from "node:assert/strict";
import type { PaneState } from "../../src/protocol/pane.ts";
import type { FilePreview, VolumeFileProtocol } from "../../src/protocol/volumeFile.ts";
import { factColumns, factPage } from "./harness/pages.ts";
import type { Panel, PanelOptions } from "./harness/panel.ts";
import { PanelRig } from "./harness/panel.ts";

const path = "/Volumes/main/sales/exports/<b>2026</b>/orders.csv";
const rows: PaneState<FilePreview> = {
  kind: "loaded",
  value: {
    path,
    size: 1_234_567,
    note: "First 100 rows.",
    contents: { kind: "rows", columns: factColumns, page: factPage(0, 100) },
  },
};
const text: PaneState<FilePreview> = {
  kind: "loaded",
  value: { path, size: 20, note: "", contents: { kind: "text", text: `<script>${"x".repeat(500)}` } },
};

describe("volume file panel", () => {
  let rig: PanelRig | undefined;
  let panel: Panel<VolumeFileProtocol>;

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

  async function open(state: PaneState<FilePreview>, options: PanelOptions = {}): Promise<void> {
    assert(rig);
    panel = await rig.open<VolumeFileProtocol>("volumeFile", options);
    await panel.send("file", { path, state });
  }
  const shown = () => panel.page.locator("main").innerText();

  it("shows rows in the grid, with size and note", async () => {
    await open(rows);
    await panel.page.getByText("order 3", { exact: true }).waitFor();
    assert.match(await shown(), /orders\.csv[\s\S]*<b>2026<\/b>[\s\S]*1\.2 MB · First 100 rows\./);
    await panel.page.getByRole("button", { name: "Copy path" }).click();
    await panel.page.getByRole("button", { name: "Reload" }).click();
    assert.deepEqual([panel.payloads("copy"), panel.payloads("reload")], [[{ text: path }], [undefined]]);
    assert.deepEqual(panel.memory, { path });
  });

  it("shows text as text", async () => {
    await open(text);
    assert.match(await shown(), /<script>xxx/);
    await panel.page.getByRole("button", { name: "Copy text" }).click();
    assert.equal(panel.payloads("copy").length, 1);
  });

  it("says what other files are, and what went wrong", async () => {
    await open({ kind: "loading", what: "Reading…" });
    await panel.page.getByRole("button", { name: "Cancel" }).click();
    assert.deepEqual(panel.payloads("cancel"), [undefined]);
    const facts = { path, note: "" };
    await panel.send("file", { path, state: { kind: "loaded", value: { ...facts, contents: { kind: "empty" } } } });
    assert.match(await shown(), /The file is empty\./);
    const contents = { kind: "binary", what: "PNG image" } as const;
    await panel.send("file", { path, state: { kind: "loaded", value: { ...facts, contents } } });
    assert.match(await shown(), /PNG image\. There is nothing to read/);
    const error = { message: "Not allowed.", action: { id: "again", title: "Try again" } };
    await panel.send("file", { path, state: { kind: "error", error } });
    await panel.page.getByRole("button", { name: "Try again" }).click();
    assert.deepEqual(panel.payloads("action"), [{ id: "again" }]);
  });

  it("holds from 300 pixels to 4K", async () => {
    const cases: readonly (readonly [number, PaneState<FilePreview>])[] = [
      [300, rows],
      [300, text],
      [3840, rows],
      [3840, text],
    ];
    for (const [i, [width, state]] of cases.entries()) {
      await open(state, { width });
      assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), width);
      if (i < cases.length - 1) await panel.close();
    }
  });
});
