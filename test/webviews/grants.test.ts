import assert from "node:assert/strict";
import type { GrantsProtocol, GrantsState } from "../../src/protocol/grants.ts";
import type { Panel, PanelOptions } from "./harness/panel.ts";
import { PanelRig } from "./harness/panel.ts";

const sql = "GRANT SELECT ON TABLE main.sales.orders TO `robot`;\n";
const empty: GrantsState = {
  choice: { objects: [], operations: [] },
  objects: [],
  operations: [],
  rows: [],
  sql: "",
  isReading: false,
  hints: [],
};
const full: GrantsState = {
  choice: {
    objects: [{ kind: "table", path: ["main", "sales", "<b>orders"] }],
    operations: ["read"],
    principal: { name: "5f2c0c1e-0000-4000-8000-00000000abcd", title: "acme-loader", groups: [] },
  },
  objects: [{ name: "main.sales.`<b>orders`", kind: "table or view", isUnused: false }],
  operations: [
    { id: "read", title: "Read tables and views", fits: true },
    { id: "write", title: "Write to tables", fits: true },
    { id: "useConnection", title: "Use connections", fits: false },
  ],
  rows: [
    { object: "CATALOG main", privilege: "USE CATALOG", standing: "held", note: "through account users" },
    { object: "TABLE main.sales.orders", privilege: "SELECT", standing: "missing", note: "" },
    { object: "SCHEMA main.sales", privilege: "USE SCHEMA", standing: "unknown", note: "Not allowed." },
  ],
  sql,
  isReading: false,
  hints: ["Take care."],
};

describe("GRANT builder panel", () => {
  let rig: PanelRig | undefined;
  let panel: Panel<GrantsProtocol>;

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

  async function open(state: GrantsState, options: PanelOptions = {}): Promise<void> {
    assert(rig);
    panel = await rig.open<GrantsProtocol>("grants", { height: 800, ...options });
    await panel.sees("ready");
    await panel.send("state", state);
  }
  const press = (name: string) => panel.page.getByRole("button", { name, exact: true }).click();

  it("begins with what to do first, and adds objects by name", async () => {
    await open(empty);
    assert.match(await panel.page.locator("main").innerText(), /None yet[\s\S]*Add an object first/);
    await panel.page.getByLabel("Full name").fill("orders");
    await press("Add");
    assert.match(await panel.page.getByRole("alert").innerText(), /Write catalog\.schema\.table/);
    await panel.page.getByLabel("Full name").fill("main.`odd names`.orders");
    await panel.page.keyboard.press("Enter");
    await panel.page.getByLabel("Kind of object").selectOption("connection");
    await panel.page.getByLabel("Full name").fill("crm");
    await panel.page.keyboard.press("Enter");
    assert.deepEqual(panel.payloads("addObject"), [
      { kind: "table", path: ["main", "odd names", "orders"] },
      { kind: "connection", path: ["crm"] },
    ]);
  });

  it("shows what is held, missing and unknown, and the statements", async () => {
    await open(full);
    const text = await panel.page.locator("main").innerText();
    for (const part of [
      "main.sales.`<b>orders`",
      "acme-loader",
      "has it through account users",
      "missing",
      "not known",
      "Take care.",
      sql.trim(),
    ])
      assert.ok(text.includes(part), part);
    assert.equal(await panel.page.getByLabel("Use connections").count(), 0);
    for (const name of ["Copy", "Open in editor", "Run…", "Read again", "Change…"]) await press(name);
    for (const type of ["copy", "openInEditor", "run", "readAgain", "pickPrincipal"] as const)
      assert.deepEqual(panel.payloads(type), [undefined], type);
    await panel.page.getByLabel("Write to tables").check();
    assert.deepEqual(panel.payloads("chooseOperations"), [{ operations: ["read", "write"] }]);
    await press("Remove main.sales.`<b>orders`");
    assert.deepEqual(panel.payloads("removeObject"), [{ index: 0 }]);
    assert.deepEqual(panel.memory, full.choice);
  });

  it("runs nothing without a principal, and offers nothing when nothing is missing", async () => {
    const { principal: _, ...choice } = full.choice;
    await open({ ...full, choice });
    assert.ok(await panel.page.getByRole("button", { name: "Run…" }).isDisabled());
    await panel.send("state", { ...full, sql: "" });
    assert.match(await panel.page.locator("main").innerText(), /Nothing is missing\./);
    assert.equal(await panel.page.getByRole("button", { name: "Run…" }).count(), 0);
    const colorOf = (selector: string) =>
      panel.page.locator(selector).evaluate((element) => getComputedStyle(element).color);
    assert.equal(await colorOf(".nothing"), await colorOf("main"), "words in the colour of words");
  });

  it("says what has changed", async () => {
    await open({
      ...full,
      run: {
        phase: "failed",
        done: 1,
        total: 2,
        changes: [
          { object: "SCHEMA main.sales", privilege: "USE SCHEMA", now: "held" },
          { object: "TABLE main.sales.orders", privilege: "SELECT", now: "missing" },
        ],
        error: { message: "Not allowed.", action: { id: "pwaf.log.show", title: "Show log" } },
      },
    });
    const text = await panel.page.getByRole("region", { name: "Result" }).innerText();
    assert.match(
      text,
      /1 of 2 statements have run[\s\S]*Not allowed\.[\s\S]*USE SCHEMA on SCHEMA main\.sales: granted\s+SELECT on TABLE main\.sales\.orders: still missing/,
    );
    await press("Show log");
    assert.deepEqual(panel.payloads("action"), [{ id: "pwaf.log.show" }]);
  });

  it("keeps the focus where it is when the state changes", async () => {
    await open(full);
    await panel.page.getByLabel("Write to tables").focus();
    await panel.send("state", { ...full, isReading: true });
    assert.equal(await panel.page.evaluate(() => document.activeElement?.id), "operation-write");
  });

  it("holds from 300 pixels to 4K", async () => {
    for (const width of [300, 3840]) {
      await open({ ...full, sql: sql.repeat(5) + "x".repeat(300) }, { width });
      assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), width);
      if (width === 300) await panel.close();
    }
  });
});
