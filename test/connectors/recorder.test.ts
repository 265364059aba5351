import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Session } from "../../src/core/recorder/call.ts";
import { parseSession } from "../../src/core/recorder/json.ts";
import { judge } from "../../src/core/recorder/judge.ts";
import { cloudHosts } from "../../src/emulator/http/cloudHosts.ts";
import { runningEmulator } from "../unit/emulator/running.ts";
import { root } from "./bed/paths.ts";
import { runCommand } from "./bed/processes.ts";
import { writeProgram } from "./bed/program.ts";
import { python, pythonSite } from "./bed/python.ts";
import { startSparkConnect } from "./bed/sparkConnect.ts";
import { longestMs } from "./bed/toolchain.ts";
import { allPackagesOf, programOf, snippetsOf } from "./snippetFiles.ts";

const host = `https://${cloudHosts[0]}`;
const tagged = /^Acme_Loader\/1\.2\.0 databricks-session databricks-sdk\/\S+ dbconnect\/\S+ spark\//;

describe("pwaf record with Databricks Connect", function () {
  this.timeout(longestMs * 3);
  const emulator = runningEmulator({ proxyPort: 0 });
  let site = "";
  before(async function () {
    this.timeout(900_000);
    const why = await python.missing();
    if (why !== undefined) {
      console.log(`    ${python.name} is not at hand: ${why}`);
      return this.skip();
    }
    site = await pythonSite(allPackagesOf("python"));
  });

  function program(): string {
    const entry = snippetsOf("python").find(([, { prefix }]) => prefix.includes("dbx-python-connect-pat"));
    assert.ok(entry);
    return programOf(entry[1], host, emulator.current.warehouseId);
  }

  /** What the program printed, and what the recorder saw of it. */
  async function record(text: string, args: readonly string[], env: Readonly<Record<string, string>>) {
    const file = await writeProgram("program.py", text);
    const saved = join(dirname(file), "recording.json");
    const command = [join(root, "bin", "pwaf.mjs"), "record", ...args, "--save", saved, "--", "python3", file];
    const { code, output } = await runCommand(process.execPath, command, {
      env: {
        PATH: process.env["PATH"],
        HOME: dirname(file),
        PYTHONPATH: site,
        DATABRICKS_HOST: host,
        DATABRICKS_TOKEN: emulator.current.createToken(),
        ...env,
      },
    });
    return { code, output, session: parseSession(await readFile(saved, "utf8")) };
  }

  const sparkCalls = ({ calls }: Session) => calls.filter(({ path }) => path.startsWith("/spark.connect."));

  it("sees who calls, and the rows come through", async () => {
    const { caFile, httpsUrl, proxyUrl } = emulator.current;
    assert.ok(proxyUrl);
    const spark = await startSparkConnect(site, { caFile, proxyUrl, httpsPort: Number(new URL(httpsUrl).port) });
    try {
      const network = { NODE_EXTRA_CA_CERTS: caFile, HTTPS_PROXY: spark.proxyUrl };
      const { code, output, session } = await record(program(), ["--upstream", host], network);
      assert.equal(code, 0, output);
      assert.match(output, /ada\.lindqvist@emulated\.example/);
      const calls = sparkCalls(session);
      assert.ok(calls.some(({ path }) => path.endsWith("/ExecutePlan")));
      for (const call of calls) {
        assert.match(call.userAgent, tagged);
        assert.deepEqual([judge(call).verdict, call.protocol, call.auth], ["tagged", "gRPC", "pat"]);
      }
    } finally {
      spark.stop();
    }
  });

  it("sees that a call is untagged, without a workspace, and the client does not ask again", async () => {
    const { code, session } = await record(program().replace(".userAgent(USER_AGENT)", ""), [], {});
    assert.equal(code, 1);
    const calls = sparkCalls(session).map((call) => [judge(call).client?.name, judge(call).rule]);
    assert.deepEqual(calls, [["Databricks Connect", "ua-missing-connect"]]);
  });
});
