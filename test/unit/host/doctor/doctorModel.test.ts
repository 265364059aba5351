import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DoctorModel } from "../../../../src/host/doctor/doctorModel.ts";
import { doctorPlaces } from "../../../../src/host/doctor/doctorPlaces.ts";
import { doctorView } from "../../../../src/host/doctor/doctorView.ts";
import { parseEnvironmentText } from "../../../../src/host/doctor/environmentText.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { people, profile } from "./doctorBed.ts";

const pat = ["da", "pi"].join("") + "5".repeat(32);

describe("doctor: places", () => {
  it("sees the environment that a terminal's shell was started with", async function () {
    if (process.platform !== "linux") {
      process.stdout.write("      skipped: only Linux shows environments of other processes\n");
      return this.skip();
    }
    const child = spawn("sh", ["-c", "echo ready; read x"], { env: { DATABRICKS_TOKEN: "a=b", EMPTY: "" } });
    try {
      await once(child.stdout, "data");
      const terminals = async () => [
        { name: "zsh", processId: child.pid },
        { name: "gone", processId: 2 ** 22 + 1 },
        { name: "starting", processId: undefined },
      ];
      const places = await doctorPlaces({ editorEnvironment: {}, terminals, clipboard: async () => "" });
      assert.deepEqual(
        places.map(({ name }) => name),
        ["this editor", "terminal “zsh”", "terminal “gone”", "the copied environment"],
      );
      const { DATABRICKS_TOKEN, EMPTY } = (await places[1]?.environment()) ?? {};
      assert.deepEqual([DATABRICKS_TOKEN, EMPTY], ["a=b", ""]);
      await assert.rejects(async () => places[2]?.environment(), { reason: "config", hint: /pwaf doctor/ });
      await assert.rejects(async () => places[3]?.environment(), { reason: "config", message: /clipboard/ });
    } finally {
      child.kill();
    }
  });

  it("reads what people copy", () => {
    const expected = { DATABRICKS_HOST: "https://a", DATABRICKS_TOKEN: "x=y" };
    for (const text of [
      "DATABRICKS_HOST=https://a\nDATABRICKS_TOKEN=x=y\n",
      'export DATABRICKS_HOST="https://a"\r\ndeclare -x DATABRICKS_TOKEN="x=y"',
      "$env:DATABRICKS_HOST = 'https://a'\n$env:DATABRICKS_TOKEN='x=y'",
      "Name                           Value\n----                           -----\nDATABRICKS_HOST                https://a\nDATABRICKS_TOKEN               x=y",
    ]) {
      const found = parseEnvironmentText(text) ?? {};
      assert.equal(found["DATABRICKS_HOST"], expected.DATABRICKS_HOST, text);
      assert.equal(found["DATABRICKS_TOKEN"], expected.DATABRICKS_TOKEN, text);
    }
    for (const text of ["", "some words", "{}"]) assert.equal(parseEnvironmentText(text), undefined);
  });
});

describe("doctor: model", () => {
  const emulator = runningEmulator();
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pwaf-doctor-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function model(environment: Readonly<Record<string, string>>, tokens: Readonly<Record<string, string>> = {}) {
    const dev = profile({ host: emulator.current.httpUrl });
    const { profiles, sessions } = people([dev], tokens);
    const all = { HOME: folder, ...environment };
    const places = () =>
      doctorPlaces({ editorEnvironment: all, terminals: async () => [], clipboard: async () => "A=1" });
    const folders = () => [folder];
    return new DoctorModel({ profiles, sessions, places, folders, userAgent: "PwafToolkit_VSCode/0", now: Date.now });
  }
  const never = new AbortController().signal;
  const editor = { profile: "dev", place: "editor" };

  it("looks at profile, environment, files, session and host together", async () => {
    writeFileSync(join(folder, ".databrickscfg"), `[dev]\nhost = ${emulator.current.httpUrl}\ntoken = ${pat}\n`, {
      mode: 0o600,
    });
    mkdirSync(join(folder, ".vscode"));
    writeFileSync(join(folder, ".env"), "DATABRICKS_HOST=https://other.cloud.databricks.com\n");
    writeFileSync(
      join(folder, ".vscode/settings.json"),
      '{ "terminal.integrated.env.linux": { "DATABRICKS_CLIENT_ID": "x" } }',
    );
    const report = await model({ DATABRICKS_HOST: emulator.current.httpUrl }).run(editor, never);
    assert.deepEqual(
      report.findings.map(({ id }) => id),
      ["file-overridden", "signed-out"],
    );
    assert.equal(report.host, emulator.current.httpUrl);
    assert.ok(report.passed.some((text) => / answers in \d+ ms/.test(text)));
    assert.ok(report.values.some(({ name }) => name === "DATABRICKS_CLIENT_ID"));
    const view = doctorView(report);
    assert.ok(!JSON.stringify(view).includes(pat));
    assert.deepEqual(
      view.findings[0]?.places.map(({ canOpen }) => canOpen),
      [false, true],
    );
  });

  it("looks at the token of the session, which is not shown", async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const expired = [part({ alg: "RS256" }), part({ exp: 5 }), "x"].join(".");
    writeFileSync(
      join(folder, ".databrickscfg"),
      `[dev]\nhost = ${emulator.current.httpUrl}\nauth_type = databricks-cli\n`,
    );
    const report = await model({}, { dev: expired }).run(editor, never);
    const finding = report.findings.find(({ id }) => id === "token-expired");
    assert.deepEqual(finding?.actions, [{ kind: "signIn", title: "Sign in again" }]);
    assert.ok(!JSON.stringify(report).includes(expired));
  });

  it("takes the environment that is chosen, and says when it is gone", async () => {
    const report = await model({ DATABRICKS_TOKEN: pat }).run({ profile: "", place: "clipboard" }, never);
    assert.equal(report.subject, "the copied environment");
    assert.ok(!report.values.some(({ name }) => name === "DATABRICKS_TOKEN"));
    await assert.rejects(model({}).run({ profile: "", place: "terminal:1" }, never), { reason: "config" });
    const stopped = AbortSignal.abort();
    await assert.rejects(model({}).run(editor, stopped), { reason: "cancelled" });
  });
});
