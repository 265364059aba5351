import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CliFolder, program } from "./cliFolder.ts";

/** Calls the workspace that its environment names, as a program of a user would. */
const caller = `
const [userAgent, path = "/api/2.0/clusters/list"] = process.argv.slice(1);
const headers = userAgent === "" ? {} : { "User-Agent": userAgent };
const answer = await fetch(process.env.DATABRICKS_HOST + path, { headers: { ...headers, Authorization: "Bearer x.y.z" } });
console.log("status", answer.status);
`;

describe("pwaf record", function () {
  this.timeout(60_000);
  const cli = new CliFolder();

  const calling = (userAgent: string, ...more: string[]) => [
    process.execPath,
    "--input-type=module",
    "-e",
    caller,
    userAgent,
    ...more,
  ];

  function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const { PATH, HOME } = process.env;
    return spawnSync(process.execPath, [program, "record", ...args], {
      cwd: cli.path,
      env: { PATH, HOME, ...env },
      encoding: "utf8",
    });
  }

  it("records a program that knows nothing of it", () => {
    const { status, stdout, stderr } = run(["--", ...calling("Acme_Loader/1.2.0")]);
    assert.equal(status, 0, stderr);
    assert.match(
      stdout,
      /^status 400\ntagged {4}GET pwaf-recorder\.cloud\.databricks\.com\/api\/2\.0\/clusters\/list \(auth: oauth\)/,
    );
    assert.match(stdout, /\n1 call: 1 tagged\.\n$/);
  });

  it("keeps the workspace that the program would call, without calling it", () => {
    const { status, stdout } = run(["--", ...calling("")], { DATABRICKS_HOST: "https://adb-1.2.azuredatabricks.net/" });
    assert.equal(status, 1);
    assert.match(stdout, /untagged {2}GET adb-1\.2\.azuredatabricks\.net\/api.*\n {10}node\n.*\n.*ua-missing-http/);
  });

  it("passes calls on to a workspace, and the command's exit code back", async () => {
    const upstream = createServer((_, response) => response.end("{}")).listen(0, "127.0.0.1");
    await once(upstream, "listening");
    const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    const record = async (...command: string[]) => {
      const child = spawn(process.execPath, [program, "record", "--upstream", url, "--", ...command], {
        cwd: cli.path,
      });
      let out = "";
      child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
      const [code] = (await once(child, "close")) as [number];
      return { code, out };
    };
    try {
      const good = await record(...calling("Acme_Loader/1.2.0"));
      assert.deepEqual([good.code, good.out.split("\n")[0]], [0, "status 200"]);
      assert.equal((await record(...calling("curl/8"))).code, 1);
      assert.equal((await record(process.execPath, "-e", "process.exitCode = 42")).code, 42);
    } finally {
      upstream.close();
    }
  });

  it("fails where attribution has drifted from a good recording, and says how", () => {
    assert.equal(run(["--save", "golden.json", "--", ...calling("Acme_Loader/1.2.0")]).status, 0);
    assert.equal(run(["--expect", "golden.json", "--", ...calling("Acme_Loader/1.3.0")]).status, 0);
    const drifted = run(["--expect", "golden.json", "--", ...calling("Acme_Other/1.2.0")]);
    assert.equal(drifted.status, 1);
    assert.match(drifted.stderr, /^drift {5}GET \S+ is now tagged Acme_Other .* It was tagged Acme_Loader/m);
    assert.ok(!cli.read("golden.json").includes("x.y.z"));
  });

  it("writes JSON and HTTP archives, to a file or behind the command's output", () => {
    const { stdout } = run(["--format", "json", "--save", "calls.har", "--", ...calling("Acme_Loader/1.2.0")]);
    const printed = JSON.parse(stdout.slice(stdout.indexOf("{"))) as { calls: { verdict: string }[] };
    assert.deepEqual(
      printed.calls.map(({ verdict }) => verdict),
      ["tagged"],
    );
    const { log } = JSON.parse(cli.read("calls.har")) as { log: { entries: { request: { method: string } }[] } };
    assert.deepEqual(
      log.entries.map(({ request }) => request.method),
      ["GET"],
    );
  });

  it("prints what was recorded when it cannot be saved", () => {
    const { status, stdout, stderr } = run(["--save", "no/such/folder.json", "--", ...calling("Acme_Loader/1.2.0")]);
    assert.equal(status, 2);
    assert.match(stdout, /\n1 call: 1 tagged\.\n$/);
    assert.match(stderr, /The recording cannot be saved/);
  });

  it("does not take silence for a proof", () => {
    const { status, stdout, stderr } = run(["--", process.execPath, "-e", ""]);
    assert.deepEqual([status, stdout], [1, "No calls.\n"]);
    assert.match(stderr, /Nothing called Databricks/);
  });

  it("leaves no folder and no process behind, and the command's output as it is", () => {
    const { stdout } = run(["--", process.execPath, "-e", "console.log(process.env.SSL_CERT_FILE)"]);
    const [file = ""] = stdout.split("\n");
    assert.match(file, /pwaf-recorder-.*bundle\.pem$/);
    assert.equal(spawnSync("test", ["-e", file]).status, 1);
  });

  it("records until it is interrupted when there is no command", async () => {
    const child = spawn(process.execPath, [program, "record"], { cwd: cli.path });
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    let err = "";
    await new Promise<void>((resolve) => {
      child.stderr.on("data", (chunk: Buffer) => {
        err += chunk.toString();
        if (err.includes("Recording at")) resolve();
      });
    });
    const url = /Recording at (\S+)\./.exec(err)?.[1] ?? "";
    assert.match(out, /^export DATABRICKS_HOST=https:\/\/pwaf-recorder/);
    await fetch(`${url}/api/2.0/x`, { headers: { "User-Agent": "Acme_Loader/1.2.0" } });
    child.kill("SIGINT");
    const [code] = (await once(child, "close")) as [number];
    assert.equal(code, 0, err);
    assert.match(out, /1 call: 1 tagged/);
  });

  it("says why it cannot run", () => {
    cli.write({ "bad.json": "{}" });
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [["--", "no-such-program-here"], /could not be started: there is no such program/],
      [["--"], /no command after --/],
      [["true"], /-- in front of the command/],
      [["--port", "x", "--", "true"], /--port must be a number/],
      [["--format", "xml", "--", "true"], /--format must be one of text, json, har/],
      [["--upstream", "workspace", "--", "true"], /does not contain the host name of a workspace/],
      [["--expect", "missing.json", "--", "true"], /expected recording cannot be read/],
      [["--expect", "bad.json", "--", "true"], /not written by the recorder/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = run(args);
      assert.equal(status, 2, args.join(" "));
      assert.match(stderr, message);
    }
    assert.equal(run(["--help"]).status, 0);
  });
});
