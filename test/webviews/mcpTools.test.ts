import assert from "node:assert/strict";
import type { FoundTools, McpToolsProtocol, ToolView } from "../../src/protocol/mcpTools.ts";
import type { PaneState } from "../../src/protocol/pane.ts";
import type { Panel, PanelOptions } from "./harness/panel.ts";
import { PanelRig } from "./harness/panel.ts";

const endpoint = {
  kind: "functions",
  label: "Functions of main.<b>sales</b>",
  url: "https://adb-1.2.azuredatabricks.net/api/2.0/mcp/functions/main/sales",
  scope: "unity-catalog",
};

const tool = (name: string, more: Partial<ToolView> = {}): ToolView => ({
  name,
  description: `What ${name} does`,
  arguments: [
    { name: "path", type: "string", isRequired: true, description: "<img src=x>" },
    { name: "limit", type: "integer", isRequired: false },
  ],
  schema: '{\n  "type": "object"\n}',
  ...more,
});

const loaded = (...tools: readonly ToolView[]): PaneState<FoundTools> => ({
  kind: "loaded",
  value: { tools, server: "demo 1.0", ms: 12 },
});

describe("panel of MCP tools", () => {
  let rig: PanelRig | undefined;
  let panel: Panel<McpToolsProtocol>;

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

  async function open(state: PaneState<FoundTools>, options: PanelOptions = {}, isOffered = false): Promise<void> {
    assert(rig);
    panel = await rig.open<McpToolsProtocol>("mcpTools", options);
    await panel.send("tools", { endpoint, isOffered, state });
  }
  const shown = () => panel.page.locator("main").innerText();

  it("shows each tool with its arguments, as text", async () => {
    await open(loaded(tool("find"), tool("ping", { arguments: [] })));
    assert.match(
      await shown(),
      /main\.<b>sales<\/b>[\s\S]*2 tools · demo 1\.0 · answered in 12 ms · OAuth scope unity-catalog/,
    );
    await panel.page.getByText("find", { exact: true }).click();
    const table = panel.page.getByRole("table", { name: "Arguments of find" });
    assert.deepEqual(await table.getByRole("row").allInnerTexts(), [
      "Argument\tType\tDescription",
      "path\tstring\t<img src=x>",
      "limit optional\tinteger\t",
    ]);
    await panel.page.getByText("JSON Schema").first().click();
    await panel.page.getByRole("button", { name: "Copy schema" }).click();
    assert.deepEqual(panel.payloads("copy"), [{ text: '{\n  "type": "object"\n}' }]);
    assert.deepEqual(panel.memory, { endpoint });
  });

  it("leaves open tools open when the endpoint is offered", async () => {
    const state = loaded(tool("find"), tool("ping"));
    await open(state);
    await panel.page.getByText("find", { exact: true }).click();
    await panel.page.getByRole("button", { name: "Offer to agents" }).click();
    assert.deepEqual(panel.payloads("offer"), [{ isOffered: true }]);
    await panel.send("tools", { endpoint, isOffered: true, state });
    await panel.page.getByRole("button", { name: "Stop offering to agents" }).waitFor();
    await panel.page.getByRole("table", { name: "Arguments of find" }).waitFor();
  });

  it("filters many tools", async () => {
    await open(loaded(...Array.from({ length: 30 }, (_, i) => tool(`tool_${i}`))));
    const filter = panel.page.getByRole("searchbox", { name: "Filter tools" });
    await filter.fill("TOOL_2");
    assert.equal(await panel.page.locator("details.tool:visible").count(), 11);
    await filter.fill("nothing");
    await panel.page.getByText("No tool matches.").waitFor();
  });

  it("says that there are none, that it asks, and what went wrong", async () => {
    await open(loaded());
    await panel.page.getByText("The server answers, but it shows this user no tool.").waitFor();
    await panel.send("tools", { endpoint, isOffered: false, state: { kind: "loading", what: "Asking…" } });
    await panel.page.getByRole("button", { name: "Cancel" }).click();
    assert.equal(panel.payloads("cancel").length, 1);
    const error = { message: "Not there.", hint: "Look again.", action: { id: "again", title: "Try again" } };
    await panel.send("tools", { endpoint, isOffered: false, state: { kind: "error", error } });
    await panel.page.getByRole("button", { name: "Try again" }).click();
    assert.deepEqual(panel.payloads("action"), [{ id: "again" }]);
    assert.equal(await panel.page.getByRole("button", { name: "Offer to agents" }).count(), 0);
  });

  it("needs no scrolling to the side at 300 pixels", async () => {
    await open(loaded(tool("a".repeat(120)), tool("find", { description: "x".repeat(400) })), { width: 300 });
    await panel.page.locator("summary").first().click();
    const body = panel.page.locator(".tools-body");
    assert.ok(await body.evaluate((element) => element.scrollWidth <= element.clientWidth));
  });
});
