import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { runningEmulator } from "../emulator/running.ts";
import { CliFolder, program } from "./cliFolder.ts";

const pat = ["da", "pi"].join("") + "7".repeat(32);

describe("pwaf doctor", () => {
  const cli = new CliFolder();
  const emulator = runningEmulator();

  interface Report {
    readonly version: number;
    readonly host?: string;
    readonly findings: readonly { readonly id: string; readonly severity: string }[];
    readonly passed: readonly string[];
    readonly values: readonly { readonly name: string }[];
  }

  async function doctor(env: Readonly<Record<string, string>>, ...args: string[]) {
    const result = await cli.run(["doctor", "--format", "json", ...args], { env: { HOME: cli.path, ...env } });
    const report = JSON.parse(result.out) as Report;
    return { ...result, report, ids: report.findings.map(({ severity, id }) => `${severity} ${id}`) };
  }

  it("finds nothing wrong with a profile of a workspace that answers", async () => {
    cli.write({ ".databrickscfg": `[dev]\nhost = ${emulator.current.httpUrl}\ntoken = ${pat}\n` });
    execFileSync("chmod", ["600", `${cli.path}/.databrickscfg`]);
    const { code, ids, report } = await doctor({}, "--profile", "dev");
    assert.deepEqual(ids, []);
    assert.equal(code, 0);
    assert.ok(report.passed.some((text) => text.startsWith(`${emulator.current.httpUrl} answers in`)));
    const calls = emulator.current.requests.entries.filter(({ path }) => path === "/.well-known/databricks-config");
    assert.equal(calls.length, 1);
    assert.match(calls[0]?.userAgent ?? "", /^PwafToolkit_CLI\/\d/);
    assert.equal(calls[0]?.auth, "none");
  });

  it("reads the files of this folder and of those above, up to the repository", async () => {
    cli.write({
      ".git/HEAD": "",
      ".env": `DATABRICKS_TOKEN=${pat}\nARM_TENANT_ID=t\n`,
      "a/b/.vscode/launch.json": '{ "configurations": [{ "name": "Run", "env": { "DATABRICKS_HTTP_PATH": "/x" } }] }',
    });
    const result = await cli.run(["doctor", "--offline", "--format", "json"], { env: { HOME: cli.path }, in: "a/b" });
    const report = JSON.parse(result.out) as Report;
    assert.deepEqual(report.findings.map(({ id }) => id).sort(), ["file-mixed-methods", "no-method"]);
    assert.deepEqual(
      report.values.map(({ name }) => name),
      ["DATABRICKS_TOKEN", "ARM_TENANT_ID", "DATABRICKS_HTTP_PATH"],
    );
  });

  it("stays away from the network when it is told to", async () => {
    const before = emulator.current.requests.entries.length;
    await doctor({ DATABRICKS_HOST: emulator.current.httpUrl, DATABRICKS_TOKEN: pat }, "--offline");
    assert.equal(emulator.current.requests.entries.length, before);
  });

  it("says that only this machine trusts a certificate, or nobody does", async () => {
    const env = { DATABRICKS_HOST: emulator.current.httpsUrl, DATABRICKS_TOKEN: pat };
    assert.deepEqual((await doctor(env)).ids, ["error connection-certificate"]);
    const trusting = { ...env, SSL_CERT_FILE: emulator.current.caFile };
    assert.deepEqual((await doctor(trusting)).ids, ["warning certificate-private", "info certificates-partly"]);
  });

  it("is a program whose exit code tells, and which shows no secret in any format", () => {
    const env = { PATH: process.env["PATH"], HOME: cli.path, DATABRICKS_TOKEN: pat, DATABRICKS_CLIENT_ID: "x" };
    for (const format of ["text", "markdown", "json"]) {
      const args = [program, "doctor", "--format", format];
      const run = spawnSync(process.execPath, args, { cwd: cli.path, env, encoding: "utf8" });
      assert.equal(run.status, 1, run.stderr);
      assert.match(run.stdout, /mixed/);
      assert.ok(!`${run.stdout}${run.stderr}`.includes(pat));
    }
  });

  it("refuses what it does not know", async () => {
    for (const args of [["--format", "xml"], ["--nonsense"], ["extra"]]) {
      const { code, err } = await cli.run(["doctor", ...args]);
      assert.equal(code, 2);
      assert.match(err, /pwaf doctor --help/);
    }
    assert.match((await cli.run(["doctor", "--help"])).out, /--offline/);
  });
});
