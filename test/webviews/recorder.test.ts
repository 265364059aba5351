import assert from "node:assert/strict";
import type { RecordedCallView, RecorderCalls, RecorderProtocol } from "../../src/protocol/recorder.ts";
import type { Panel, PanelOptions } from "./harness/panel.ts";
import { PanelRig } from "./harness/panel.ts";

const host = "adb-1234567890123456.7.azuredatabricks.net";

const tagged: RecordedCallView = {
  method: "POST",
  host,
  route: "/sql/1.0/warehouses/*",
  count: 12,
  statuses: "200",
  client: "Databricks SQL Connector for Python 4.9.0",
  auth: "OAuth token",
  parts: [
    { text: "PyDatabricksSqlConnector/4.9.0", kind: "client" },
    { text: " (", kind: "other" },
    { text: "Acme_Loader/1.2.0", kind: "identity" },
    { text: ") ", kind: "other" },
    { text: "agent/cursor", kind: "added" },
  ],
  verdict: "tagged",
  why: "",
  added: ["agent/cursor: a coding agent ran the program"],
  advice: [],
};
const untagged: RecordedCallView = {
  method: "GET",
  host,
  route: "/api/2.1/unity-catalog/catalogs",
  count: 1,
  statuses: "",
  auth: "token",
  parts: [{ text: "python-requests/2.32 <img src=x>", kind: "library" }],
  verdict: "untagged",
  why: "The User-Agent holds no identity, only the library's own name.",
  rule: "ua-missing-http",
  added: [],
  advice: ["A privilege is missing in Unity Catalog. Grant `USE CATALOG`."],
};
const invalid: RecordedCallView = {
  ...untagged,
  parts: [{ text: "Acme+Loader/1.0", kind: "wrong" }],
  verdict: "invalid",
  why: "Acme+Loader/1.0 is no identity: `+` separates company and product.",
  rule: "ua-plus-separator",
};
const own: RecordedCallView = { ...untagged, route: "/oidc/v1/token", parts: [], verdict: "own", why: "Sign-in." };
const { rule: _, ...ownCall } = own;

const calls: RecorderCalls = {
  calls: [tagged, untagged, invalid, ownCall],
  hidden: 0,
  summary: "15 calls: 12 tagged, 1 with an invalid identity, 1 untagged, 1 by clients on their own account",
  troubles: [],
};
const targets = {
  targets: [
    { id: "", label: "No workspace: calls are noted and answered with an error" },
    { id: `https://${host}`, label: `dev (${host})` },
  ],
  target: "",
};
const recording = { kind: "recording", url: "http://127.0.0.1:8123" } as const;

describe("recorder panel", () => {
  let rig: PanelRig | undefined;
  let panel: Panel<RecorderProtocol>;

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
    panel = await rig.open<RecorderProtocol>("recorder", { height: 760, ...options });
    await panel.send("targets", targets);
  }
  /** A picture to look at, where somebody asks for one. */
  async function picture(name: string): Promise<void> {
    const folder = process.env["PWAF_PICTURES"];
    if (folder !== undefined) await panel.page.screenshot({ path: `${folder}/recorder-${name}.png` });
  }
  const button = (name: string | RegExp) => panel.page.getByRole("button", { name });

  for (const [name, options] of [
    ["dark", {}],
    ["light", { theme: "light" }],
    ["narrow", { width: 320 }],
  ] as const satisfies readonly (readonly [string, PanelOptions])[]) {
    it(`shows each call with its User-Agent in pieces, as text (${name})`, async () => {
      await open(options);
      await panel.send("state", recording);
      await panel.send("calls", calls);
      await picture(name);
      assert.deepEqual(await panel.page.locator(".verdict").allInnerTexts(), [
        "Tagged",
        "Untagged",
        "Invalid identity",
        "Client's own",
      ]);
      assert.deepEqual(await panel.page.locator("mark").allInnerTexts(), ["Acme_Loader/1.2.0", "Acme+Loader/1.0"]);
      const agents = await panel.page.locator(".user-agent").allInnerTexts();
      assert.equal(agents[0], "PyDatabricksSqlConnector/4.9.0 (Acme_Loader/1.2.0) agent/cursor");
      assert.equal(agents[1], "python-requests/2.32 <img src=x>");
      assert.equal(await panel.page.locator("img").count(), 0);
      assert.match(await panel.page.locator(".call").first().innerText(), /×12[\s\S]*a coding agent ran the program/);
      const overflow = await panel.page.evaluate(() => {
        const pane = document.querySelector(".pane");
        return pane ? pane.scrollWidth - pane.clientWidth : -1;
      });
      assert.equal(overflow, 0);
    });
  }

  it("says what to do while nothing has been called", async () => {
    await open();
    await picture("empty");
    assert.match(await panel.page.locator(".notice").innerText(), /Start recording, open a terminal/);
    assert.ok(await panel.page.locator(".bar").isHidden());
    assert.ok(await button("Save…").isHidden());
    assert.ok(await button("Open terminal").isHidden());
  });

  it("starts and stops by keyboard, and keeps the focus where it was", async () => {
    await open();
    await panel.page.getByLabel("Pass calls on to").selectOption(`https://${host}`);
    await button("Start recording").focus();
    await panel.page.keyboard.press("Enter");
    assert.deepEqual(panel.payloads("start"), [{ target: `https://${host}` }]);
    await panel.send("state", { kind: "starting" });
    await panel.send("state", recording);
    await panel.page.waitForFunction(() => document.activeElement?.textContent === "Stop");
    assert.ok(await panel.page.getByLabel("Pass calls on to").isDisabled());
    await panel.page.keyboard.press("Enter");
    await panel.sees("stop");
    await panel.send("state", { kind: "stopped" });
    await panel.page.waitForFunction(() => document.activeElement?.textContent === "Start recording");
  });

  it("sends what is pressed", async () => {
    await open();
    await panel.send("state", recording);
    await panel.send("calls", calls);
    for (const name of ["Open terminal", "Copy variables", "Save…", /^Compare/, "ua-plus-separator"])
      await button(name).click();
    await panel.sees("openRule");
    assert.deepEqual(
      panel.sent.map(({ type }) => type),
      ["ready", "openTerminal", "copyVariables", "save", "compare", "openRule"],
    );
    assert.deepEqual(panel.payloads("openRule"), [{ rule: "ua-plus-separator" }]);
  });

  it("draws again only what has changed, and forgets what is gone", async () => {
    await open();
    await panel.send("calls", calls);
    const first = panel.page.locator(".call").first();
    await first.evaluate((item) => item.setAttribute("data-kept", "yes"));
    await panel.send("calls", { ...calls, calls: [tagged, { ...untagged, count: 2 }, invalid, ownCall] });
    await panel.page.getByText("×2").waitFor();
    assert.equal(await first.getAttribute("data-kept"), "yes");
    await panel.send("calls", { calls: [], hidden: 0, summary: "No calls", troubles: [] });
    await panel.page.locator(".notice").waitFor();
    assert.equal(await panel.page.locator(".call").count(), 0);
  });

  it("shows drift, trouble, what is not shown, and errors", async () => {
    await open();
    await panel.send("state", recording);
    const trouble = "A client does not trust the recorder's certificate.";
    await panel.send("calls", { ...calls, hidden: 7, troubles: [trouble] });
    await panel.send("comparison", { with: "golden.json", drifts: ["GET /x is now without identity."] });
    await picture("drift");
    assert.match(
      await panel.page.locator(".comparison").innerText(),
      /has drifted from golden\.json[\s\S]*GET \/x is now/,
    );
    assert.equal(await panel.page.locator(".troubles").innerText(), trouble);
    await panel.page.getByText("7 older kinds of calls are not shown").waitFor();
    await panel.send("comparison", { with: "golden.json", drifts: [] });
    await panel.page.getByText("No drift from golden.json").first().waitFor();
    await panel.send("comparison", undefined);
    await panel.page.locator(".comparison").waitFor({ state: "hidden" });
    const error = { message: "Port 1 is taken.", action: { id: "pwaf.log.show", title: "Show log" } };
    await panel.send("state", { kind: "error", error });
    await button("Show log").click();
    assert.deepEqual(panel.payloads("action"), [{ id: "pwaf.log.show" }]);
  });
});
