import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
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

interface Conformance {
  readonly results: readonly {
    readonly outcome: string;
    readonly problems: readonly { readonly check: string; readonly rule?: string }[];
    readonly calls: readonly { readonly route: string; readonly verdict: string }[];
  }[];
}

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

  /** What `pwaf conform` says of a program that is promised to call by Databricks Connect with a token. */
  async function conform(text: string, proxyUrl: string) {
    const { caFile } = emulator.current;
    const file = await writeProgram("program.py", text);
    const folder = dirname(file);
    const entry = { connector: "databricks-connect", auth: "pat", command: ["python3", "program.py"] };
    const config = { isv: "Acme", product: "Loader", version: "1.2.0", conformance: [entry] };
    await writeFile(join(folder, "pwaf.json"), JSON.stringify(config));
    const profiles = join(folder, "profiles.cfg");
    await writeFile(profiles, `[dev]\nhost = ${host}\ntoken = ${emulator.current.createToken()}\n`);
    const command = [join(root, "bin", "pwaf.mjs"), "conform", "--profile", "dev", "--format", "json"];
    const { code, output } = await runCommand(process.execPath, command, {
      env: {
        PATH: process.env["PATH"],
        HOME: folder,
        PYTHONPATH: site,
        DATABRICKS_CONFIG_FILE: profiles,
        NODE_EXTRA_CA_CERTS: caFile,
        HTTPS_PROXY: proxyUrl,
      },
      cwd: folder,
    });
    return { code, ...(JSON.parse(output) as Conformance) };
  }

  const sparkCalls = ({ calls }: Session) => calls.filter(({ path }) => path.startsWith("/spark.connect."));

  function startSpark() {
    const { caFile, httpsUrl, proxyUrl } = emulator.current;
    assert.ok(proxyUrl);
    return startSparkConnect(site, { caFile, proxyUrl, httpsPort: Number(new URL(httpsUrl).port) });
  }

  it("sees who calls, and the rows come through", async () => {
    const { caFile } = emulator.current;
    const spark = await startSpark();
    try {
      // A proxy for gRPC alone must not lead past the recorder.
      const ownProxy = { grpc_proxy: "http://127.0.0.1:1", no_grpc_proxy: "cloud.databricks.com" };
      const network = { NODE_EXTRA_CA_CERTS: caFile, HTTPS_PROXY: spark.proxyUrl, ...ownProxy };
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

  it("proves conformance, and finds it missing", async () => {
    const spark = await startSpark();
    try {
      const tagged = await conform(program(), spark.proxyUrl);
      assert.deepEqual([tagged.code, tagged.results[0]?.problems], [0, []], JSON.stringify(tagged));
      const untagged = await conform(program().replace(".userAgent(USER_AGENT)", ""), spark.proxyUrl);
      const found = untagged.results[0]?.problems.map(({ check, rule }) => `${check} ${rule}`) ?? [];
      assert.deepEqual([untagged.code, [...new Set(found)]], [1, ["untagged ua-missing-connect"]]);
    } finally {
      spark.stop();
    }
  });
});
