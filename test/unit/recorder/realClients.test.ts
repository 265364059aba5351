import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { judge } from "../../../src/core/recorder/judge.ts";
import { clientEnvironment } from "../../../src/recorder/clientEnvironment.ts";
import { startRecorder } from "../../../src/recorder/recorder.ts";
import { runningEmulator } from "../emulator/running.ts";

const driver = import.meta.resolve("@databricks/sql");

/** The driver insists on https and port 443, and makes agents of its own, which look at no proxy. */
const nodeProgram = `
const { DBSQLClient } = (await import(${JSON.stringify(driver)})).default;
const { DATABRICKS_SERVER_HOSTNAME: host, DATABRICKS_HTTP_PATH: path, DATABRICKS_TOKEN: token } = process.env;
const options = { host, path, token, userAgentEntry: "Acme_Loader/1.2.0", telemetryEnabled: false };
const client = await new DBSQLClient({ logger: { log() {} } }).connect(options);
const session = await client.openSession();
const operation = await session.executeStatement("SELECT 1 AS one");
console.log(JSON.stringify(await operation.fetchAll()));
await client.close();
`;

const javaProgram = `
import java.net.*;
import java.net.http.*;
public class Call {
  public static void main(String[] args) throws Exception {
    var address = URI.create(System.getenv("DATABRICKS_HOST") + "/api/2.1/unity-catalog/catalogs");
    var request = HttpRequest.newBuilder(address)
      .header("User-Agent", "Acme_Loader/1.2.0")
      .header("Authorization", "Bearer " + System.getenv("DATABRICKS_TOKEN"));
    var client = HttpClient.newBuilder().proxy(ProxySelector.getDefault()).build();
    System.out.println(client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode());
  }
}
`;

/** Through the recorder to the emulated workspace and back, by the variables alone. */
describe("recorder: real clients", function () {
  this.timeout(60_000);
  const emulator = runningEmulator();
  let folder = "";
  before(() => (folder = mkdtempSync(join(tmpdir(), "pwaf-clients-"))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Undefined, with a line that says so, where the program is not at hand. */
  async function record(program: string, ...args: string[]) {
    const { httpUrl, httpPath } = emulator.current;
    const recorder = await startRecorder({ port: 0, upstream: httpUrl });
    try {
      const workspace = { DATABRICKS_HTTP_PATH: httpPath, DATABRICKS_TOKEN: emulator.current.createToken() };
      const env = { ...process.env, ...workspace, ...clientEnvironment(recorder.reach, process.env) };
      const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
      let out = "";
      child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
      let err = "";
      child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
      try {
        await once(child, "close");
      } catch (error) {
        console.log(`      skipped: ${program} is not at hand (${String(error)})`);
        return undefined;
      }
      const { calls, troubles } = recorder.recording;
      return { out: out.trim(), err, calls: calls.map((call) => ({ ...call, ...judge(call) })), troubles };
    } finally {
      await recorder.close();
    }
  }

  it("leads the Databricks SQL Driver for Node.js there", async () => {
    const recorded = await record(process.execPath, "--input-type=module", "-e", nodeProgram);
    assert(recorded);
    assert.deepEqual([recorded.out, recorded.troubles], ['[{"one":1}]', []], recorded.err);
    assert.notEqual(recorded.calls.length, 0);
    for (const { verdict, client, auth, status } of recorded.calls)
      assert.deepEqual([verdict, client?.connector, auth, status], ["tagged", "node-sql", "pat", 200]);
  });

  it("leads Java there", async function () {
    const file = join(folder, "Call.java");
    writeFileSync(file, javaProgram);
    const recorded = await record("java", file);
    if (!recorded) return this.skip();
    assert.deepEqual(
      [recorded.out, recorded.calls.map(({ verdict, status }) => [verdict, status]), recorded.troubles],
      ["200", [["tagged", 200]], []],
    );
  });

  it("leads curl there", async function () {
    const address = "https://pwaf-recorder.cloud.databricks.com/api/2.1/unity-catalog/catalogs";
    const recorded = await record("curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_code}", address);
    if (!recorded) return this.skip();
    assert.equal(recorded.out, "401", recorded.err);
    assert.deepEqual(
      recorded.calls.map(({ verdict, rule, auth }) => [verdict, rule, auth]),
      [["untagged", "ua-missing-http", "none"]],
    );
  });
});
