import assert from "node:assert/strict";
import type { DoctorProtocol, DoctorView, FederationState } from "../../src/protocol/doctor.ts";
import type { Panel, PanelOptions } from "./harness/panel.ts";
import { PanelRig } from "./harness/panel.ts";

const choices = {
  profiles: [
    { id: "", label: "As the environment says" },
    { id: "dev", label: "dev" },
  ],
  profile: "dev",
  places: [
    { id: "editor", label: "This editor and its debugger" },
    { id: "terminal:7", label: "Terminal “zsh”, as it was started" },
  ],
  place: "editor",
};

const report: DoctorView = {
  subject: "profile dev in this editor, https://adb-1.2.azuredatabricks.net",
  summary: "1 error, 1 warning, 1 for information",
  findings: [
    {
      severity: "error",
      title: "Settings for OAuth and <b>a token</b> are mixed, and no way of signing in is named.",
      detail: "Most SDKs stop with “more than one authorization method configured: oauth and pat”.",
      advice:
        "Remove `DATABRICKS_CLIENT_ID` from the environment, or name the way you mean in `auth_type` of the profile.",
      places: [
        { label: "DATABRICKS_CLIENT_ID of this editor", canOpen: false },
        { label: "[dev] of ~/.databrickscfg", canOpen: true },
        { label: "[dev] of ~/.databrickscfg", canOpen: true },
      ],
      actions: ["Open configuration file", "Open clean terminal"],
    },
    {
      severity: "warning",
      title: "`SPARK_CONNECT_USER_AGENT` is set: every Databricks Connect session of this process calls itself that.",
      advice: "Remove it here, and set the User-Agent in the program.",
      places: [],
      actions: [],
    },
    { severity: "info", title: "A note.", advice: "Nothing to do.", places: [], actions: [] },
  ],
  passed: ["The host is https://adb-1.2.azuredatabricks.net.", "The profile [dev] is in the configuration file."],
  clients: [
    {
      client: "Python SDK, Databricks Connect",
      reads: "the environment and [dev] of ~/.databrickscfg",
      signsIn: "stops: oauth and pat are mixed",
      fails: true,
    },
    {
      client: "JavaScript SDK (modular)",
      reads: "the environment and [dev] of ~/.databrickscfg",
      signsIn: "with `pat`",
      fails: false,
    },
  ],
  values: [
    {
      name: "DATABRICKS_HOST",
      places: [
        { label: "DATABRICKS_HOST of this editor", shown: "https://adb-1.2.azuredatabricks.net", standing: "used" },
        { label: "[dev] of ~/.databrickscfg", shown: "https://other.cloud.databricks.com", standing: "overridden" },
      ],
    },
    {
      name: "DATABRICKS_TOKEN",
      places: [
        { label: "[dev] of ~/.databrickscfg", shown: "set: personal access token, of usual length", standing: "used" },
      ],
    },
  ],
};

const federation: FederationState = {
  claims: [
    ["Issuer", "https://token.actions.githubusercontent.com"],
    ["Subject", "repo:acme/loader:ref:refs/heads/main"],
  ],
  rows: [
    { what: "Issuer (`iss`)", token: "https://a", wanted: "https://a", verdict: "equal" },
    {
      what: "Subject (`sub`)",
      token: "repo:acme/loader:ref:refs/heads/main",
      wanted: "repo:acme/loader:environment:prod",
      verdict: "differs",
      advice: "Set the subject of the policy to that of the token.",
    },
    {
      what: "Audience (`aud`)",
      token: "x",
      wanted: "the id of the Databricks account",
      verdict: "open",
      advice: "Compare them.",
    },
  ],
  sentTo: "https://adb-1.2.azuredatabricks.net",
  canFetch: false,
};

describe("sign-in doctor panel", () => {
  let rig: PanelRig | undefined;
  let panel: Panel<DoctorProtocol>;

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
    panel = await rig.open<DoctorProtocol>("doctor", { height: 700, ...options });
    await panel.send("choices", choices);
  }
  /** A picture to look at, where somebody asks for one. */
  async function picture(name: string): Promise<void> {
    const folder = process.env["PWAF_PICTURES"];
    if (folder !== undefined) await panel.page.screenshot({ path: `${folder}/doctor-${name}.png` });
  }
  /** Waits: a page gets messages a little after they were sent. */
  const shows = (selector: string, hasText: RegExp): Promise<void> =>
    panel.page.locator(selector, { hasText }).waitFor();

  it("shows what is wrong, what to do, and where, as text", async () => {
    for (const theme of ["dark", "light"] as const) {
      await open({ theme });
      await panel.send("state", { kind: "report", report });
      await shows(".doctor-subject", /1 error, 1 warning, 1 for information/);
      assert.deepEqual(await panel.page.locator(".severity").allInnerTexts(), ["Error", "Warning", "Note"]);
      await shows(".finding.error", /<b>a token<\/b>/);
      assert.equal(await panel.page.locator(".finding b").count(), 0);
      assert.equal(await panel.page.getByRole("tab", { name: /Report/ }).innerText(), "Report\n2");
      await shows(".passed", /2 checks in order/);
      await picture(theme);
      if (theme === "dark") await panel.close();
    }
  });

  it("sends what is pressed, by place in the report", async () => {
    await open();
    await panel.send("state", { kind: "report", report });
    await panel.page.getByRole("button", { name: "Open clean terminal" }).click();
    assert.deepEqual(panel.payloads("act"), [{ finding: 0, action: 1 }]);
    await panel.page.getByRole("button", { name: "[dev] of ~/.databrickscfg" }).click();
    assert.deepEqual(panel.payloads("openPlace"), [{ finding: 0, place: 1 }]);
    await panel.page.getByRole("button", { name: "Copy as Markdown" }).click();
    assert.deepEqual(panel.payloads("copyMarkdown"), [undefined]);
    await panel.page.getByLabel("Environment").selectOption("terminal:7");
    await panel.page.getByRole("button", { name: "Check again" }).click();
    const chosen = { profile: "dev", place: "terminal:7" };
    assert.deepEqual(panel.payloads("run"), [chosen, chosen]);
  });

  it("shows work in progress, errors, and that nothing is wrong", async () => {
    await open();
    await panel.send("state", { kind: "running", what: "Looking at the environment…" });
    await panel.page.getByRole("progressbar").waitFor();
    assert.ok(await panel.page.getByRole("button", { name: "Copy as Markdown" }).isDisabled());
    const action = { id: "pwaf.log.show", title: "Show log" };
    await panel.send("state", {
      kind: "error",
      error: { message: "It cannot be seen.", hint: "Run pwaf doctor.", action },
    });
    await picture("error");
    await panel.page.getByRole("button", { name: "Show log" }).click();
    assert.deepEqual(panel.payloads("action"), [{ id: "pwaf.log.show" }]);
    await panel.send("state", {
      kind: "report",
      report: { ...report, summary: "Nothing is wrong.", findings: [], values: [] },
    });
    await shows(".doctor-subject", /Nothing is wrong/);
    assert.equal(await panel.page.locator(".findings").count(), 0);
    await picture("empty");
  });

  it("compares a token with a policy, and keeps the token out of what it remembers", async () => {
    await open();
    await panel.send("state", { kind: "report", report });
    await panel.send("federation", { claims: [], rows: [], sentTo: federation.sentTo, canFetch: true });
    await panel.send("fill", { clientId: "app" });
    await panel.send("show", { tab: "federation" });
    await picture("federation-empty");
    await panel.page.getByLabel("Identity token").fill("marker-token");
    assert.equal(await panel.page.getByLabel("Identity token").getAttribute("type"), "password");
    await panel.page.getByLabel("Federation policy").fill("{}");
    await panel.page.getByRole("button", { name: "Compare" }).click();
    const input = { token: "marker-token", policy: "{}", clientId: "app" };
    assert.deepEqual(panel.payloads("compare"), [input]);
    await panel.send("federation", federation);
    await shows(".federation-result", /1 of 3 differ/);
    assert.ok(await panel.page.getByRole("button", { name: "Fetch from the account" }).isDisabled());
    await picture("federation");
    await panel.page.getByRole("button", { name: "Try the exchange" }).click();
    assert.deepEqual(panel.payloads("exchange"), [input]);
    await panel.send("federation", {
      ...federation,
      exchange: { kind: "granted", facts: [["Signed in as", "robot"]] },
    });
    await shows(".federation-result", /gave an access token\. It was not kept\.[^]*robot/);
    const error = { message: "No federation policy accepts the token.", hint: "Compare them." };
    await panel.send("federation", { ...federation, exchange: { kind: "refused", error } });
    await shows(".federation-result", /No federation policy accepts the token/);
    assert.ok(!JSON.stringify(panel.memory ?? {}).includes("marker"));
  });

  it("shows problems of token and policy where they were typed", async () => {
    await open();
    await panel.send("show", { tab: "federation" });
    const problems = { tokenProblem: "This is no JSON Web Token.", policyProblem: "The policy is no JSON." };
    await panel.send("federation", { claims: [], rows: [], sentTo: "", canFetch: false, ...problems });
    await shows(".federation-result", /no JSON Web Token[^]*no JSON/);
    assert.ok(await panel.page.getByRole("button", { name: "Try the exchange" }).isDisabled());
  });

  it("holds from 300 pixels to 4K", async () => {
    for (const width of [300, 3840]) {
      await open({ width });
      await panel.send("state", { kind: "report", report });
      const [first] = report.findings;
      assert(first);
      const long = { ...first, title: "x".repeat(300), places: [{ label: "y".repeat(300), canOpen: true }] };
      await panel.send("state", { kind: "report", report: { ...report, findings: [long, ...report.findings] } });
      await panel.page.locator(".finding", { hasText: long.title }).waitFor();
      assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), width);
      assert.equal(await panel.page.evaluate(() => document.querySelector(".pane")?.scrollWidth), width);
      if (width === 300) {
        await picture("narrow");
        await panel.send("show", { tab: "federation" });
        await panel.send("federation", federation);
        await picture("narrow-federation");
        await panel.close();
      }
    }
  });
});
