import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { runningEmulator } from "../../emulator/running.ts";
import { CliFolder, program } from "../cliFolder.ts";
import { config, entry, programs } from "./programs.ts";

interface Row {
  readonly id: string;
  readonly outcome: string;
  readonly ms: number;
  readonly problems: readonly { readonly check: string; readonly message: string; readonly rule?: string }[];
  readonly obstacle?: string;
  readonly output: string;
  readonly profile?: string;
  readonly calls?: readonly { readonly route: string; readonly count: number; readonly verdict: string }[];
  readonly troubles?: readonly string[];
}

describe("pwaf conform", function () {
  this.timeout(120_000);
  const cli = new CliFolder();
  const running = runningEmulator();
  const { PATH = "", HOME = "" } = process.env;

  /** The command as users run it. Aborted by SIGINT when `interruptAt` says so of what was printed so far. */
  async function conform(
    args: readonly string[],
    { env = {}, interruptWhen = () => false }: { env?: Record<string, string>; interruptWhen?: () => boolean } = {},
  ) {
    const child = spawn(process.execPath, [program, "conform", ...args], {
      cwd: cli.path,
      env: { PATH, HOME, ...env },
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    const watching = setInterval(() => {
      if (!interruptWhen()) return;
      clearInterval(watching);
      child.kill("SIGINT");
    }, 20);
    const [code] = (await once(child, "close")) as [number];
    clearInterval(watching);
    const rows = () => (JSON.parse(out) as { readonly results: readonly Row[] }).results;
    return { code, out, err, rows };
  }

  /** Against an emulated workspace that runs already, which saves starting one for every test. */
  const shared = (args: readonly string[], more: Parameters<typeof conform>[1] = {}) => {
    const { httpUrl, oauth } = running.current;
    const service = `client_id = ${oauth.m2mClientId}\nclient_secret = ${oauth.m2mClientSecret}\n`;
    const token = `token = ${running.current.createToken()}\n`;
    cli.write({ "shared.cfg": `[token]\nhost = ${httpUrl}\n${token}[service]\nhost = ${httpUrl}\n${service}` });
    const env = { DATABRICKS_CONFIG_FILE: `${cli.path}/shared.cfg` };
    return conform(["--profile", "token", "--format", "json", ...args], { env, ...more });
  };
  /** Settles when a process is gone; one that has ended stays in the list until its new parent looks. */
  const gone = (pid: number) => until(() => !isAlive(pid));

  it("passes what signs in and names itself as promised, by each kind of sign-in and no other", async () => {
    const auths = ["pat", "m2m", "u2m", "federation"];
    cli.write({ ...programs, "pwaf.json": config(...auths.map((auth) => entry(auth, "good.mjs"))) });
    // Nothing of these may reach a program.
    const token = "inherited-and-not-to-be-used";
    const env = {
      DATABRICKS_TOKEN: token,
      DATABRICKS_HOST: "https://x.cloud.databricks.com",
      ARM_CLIENT_SECRET: token,
    };
    const { code, rows, err } = await conform(["--emulator", "--format", "json"], { env });
    assert.equal(code, 0, err);
    const places = ["CONFIG_FILE", "HOST", "HTTP_PATH", "SERVER_HOSTNAME", "WAREHOUSE_ID"].map(
      (name) => `DATABRICKS_${name}`,
    );
    const given = rows().map(({ output }) => {
      const names = /with (\S+) /.exec(output)?.[1]?.split(",") ?? [];
      assert.deepEqual(
        names.filter((name) => places.includes(name)),
        places,
      );
      return names.filter((name) => !places.includes(name)).join(" ");
    });
    assert.deepEqual(given, [
      "DATABRICKS_AUTH_TYPE DATABRICKS_TOKEN",
      "DATABRICKS_AUTH_TYPE DATABRICKS_CLIENT_ID DATABRICKS_CLIENT_SECRET",
      "DATABRICKS_AUTH_TYPE DATABRICKS_TOKEN",
      "DATABRICKS_AUTH_TYPE DATABRICKS_CLIENT_ID DATABRICKS_OIDC_TOKEN",
    ]);
    assert.deepEqual(
      rows().map(({ outcome }) => outcome),
      auths.map(() => "passed"),
    );
  });

  it("says of everything else what is wrong, and writes it where CI systems and reviewers read it", async () => {
    cli.write({
      ...programs,
      "pwaf.json": config(
        entry("m2m", "good.mjs"),
        entry("m2m", "good.mjs", { name: "untagged" }, "curl/8.1"),
        entry("m2m", "good.mjs", { name: "other" }, "Acme_Other/1.2.0"),
        entry("m2m", "ownToken.mjs", { name: "own-token" }),
        entry("m2m", "exit3.mjs", { name: "exit" }),
        entry("m2m", "flood.mjs", { name: "flood" }),
        { ...entry("m2m", "good.mjs"), connector: "node-sql" },
        { ...entry("m2m", "", { name: "silent" }), command: [process.execPath, "-e", ""] },
        { ...entry("m2m", "", { name: "missing" }), command: ["no-such-program-here"] },
        entry("m2m", "good.mjs", { name: "folder", folder: "nowhere" }),
      ),
    });
    const { code, out, err, rows } = await shared(["--junit", "junit.xml", "--report", "build_report.md"]);
    assert.equal(code, 2, err);
    const results = new Map(rows().map((row) => [row.id, row]));
    const found = [...results].map(([id, { outcome, problems }]) => {
      const checks = problems.map(({ check, rule }) => (rule === undefined ? check : `${check} ${rule}`));
      return [id, outcome, ...checks].join(" ");
    });
    assert.deepEqual(found, [
      "rest/m2m passed",
      "rest/m2m/untagged failed untagged ua-missing-http",
      "rest/m2m/other failed identity",
      "rest/m2m/own-token failed auth auth-pat-used",
      "rest/m2m/exit failed ended",
      "rest/m2m/flood passed",
      "node-sql/m2m failed called",
      "rest/m2m/silent failed called",
      "rest/m2m/missing notRun",
      "rest/m2m/folder notRun",
    ]);
    assert.match(
      results.get("rest/m2m/missing")?.obstacle ?? "",
      /no-such-program-here could not be started: there is no/,
    );
    assert.match(results.get("rest/m2m/folder")?.obstacle ?? "", /there is no folder .*nowhere/);
    const flood = results.get("rest/m2m/flood")?.output ?? "";
    assert.match(flood, /^line 0 <redacted>\n[^]* characters left out [^]*line 199999 <redacted>\n$/);

    const secrets = [...new Set(cli.read("secrets.txt").trim().split("\n"))];
    assert.ok(secrets.length >= 5 && secrets.every((secret) => secret.length > 20), String(secrets.length));
    for (const text of [out, err, cli.read("junit.xml"), cli.read("build_report.md")])
      assert.deepEqual(
        secrets.filter((secret) => text.includes(secret)),
        [],
      );
    assert.match(
      cli.read("junit.xml"),
      /<testsuite name="Acme_Loader\/1\.2\.0 on http:\/\/127[^"]*" tests="10" failures="6" errors="2"/,
    );
    assert.match(
      cli.read("build_report.md"),
      /\| `rest\/m2m\/exit` \| The command ended with exit code 3\. \| [\d-]+ \| not yet \|/,
    );
  });

  it("counts errors of an earlier report as fixed when they are gone", async () => {
    cli.write({ ...programs, "pwaf.json": config(entry("pat", "good.mjs", {}, "curl/8.1")) });
    assert.equal((await shared(["--report", "build_report.md"])).code, 1);
    cli.write({ "pwaf.json": config(entry("pat", "good.mjs")) });
    assert.equal((await shared(["--report", "build_report.md"])).code, 0);
    assert.match(cli.read("build_report.md"), /\| `rest\/pat` \| GET .* is untagged\..* \| (\d{4}-\d\d-\d\d) \| \1 \|/);
  });

  it("ends a command whose time is over, with all that it started", async () => {
    cli.write({ ...programs, "pwaf.json": config(entry("pat", "hang.mjs", { timeout: 3 })) });
    const { code, rows } = await shared([]);
    assert.equal(code, 1);
    const [row] = rows();
    assert.match(row?.problems[0]?.message ?? "", /had not ended after 3 s, and was stopped/);
    assert.match(row?.output ?? "", /hanging/);
    for (const pid of cli.read("pids.txt").split(" ")) await gone(Number(pid));
  });

  it("ends what a command leaves behind, and does not wait for it", async () => {
    cli.write({ ...programs, "pwaf.json": config(entry("pat", "leave.mjs")) });
    const { code, rows } = await shared([]);
    assert.equal(code, 0);
    assert.ok((rows()[0]?.ms ?? 0) < 30_000);
    await gone(Number(cli.read("left.txt")));
  });

  it("can be cancelled, and says what did not run", async () => {
    cli.write({ ...programs, "pwaf.json": config(entry("pat", "hang.mjs"), entry("m2m", "good.mjs")) });
    const { code, rows } = await shared(["--jobs", "1"], {
      interruptWhen: () => existsSync(`${cli.path}/pids.txt`),
    });
    assert.equal(code, 2);
    assert.deepEqual(
      rows().map(({ outcome }) => outcome),
      ["cancelled", "cancelled"],
    );
    for (const pid of cli.read("pids.txt").split(" ")) await gone(Number(pid));
    assert.equal(existsSync(`${cli.path}/secrets.txt`), false);
  });

  it("runs two side by side without mixing up their calls, and alone what must be alone", async () => {
    const meet = (auth: string, own: string, other: string, more: object = {}) =>
      entry(auth, "meet.mjs", more, own, other);
    cli.write({ ...programs, "pwaf.json": config(meet("pat", "a", "b"), meet("m2m", "b", "a")) });
    const { rows } = await shared([]);
    for (const [index, own] of ["a", "b"].entries()) {
      const calls = rows()[index]?.calls?.filter(({ verdict }) => verdict === "tagged");
      assert.deepEqual(
        calls?.map(({ route, count }) => [route, count]),
        [[`/api/2.1/unity-catalog/${own}`, 5]],
      );
    }
    assert.deepEqual(
      rows().map(({ outcome }) => outcome),
      ["passed", "passed"],
    );

    const alone = { alone: true, timeout: 4 };
    cli.write({ "pwaf.json": config(meet("pat", "c", "d", alone), meet("m2m", "d", "c")) });
    const { rows: apart } = await shared([]);
    assert.deepEqual(
      apart().map(({ outcome }) => outcome),
      ["failed", "passed"],
    );
  });

  it("runs against the workspace of a profile, and takes another of its host for another kind", async () => {
    const { httpUrl, oauth } = running.current;
    const secret = running.current.createToken();
    const profiles = [
      `[token]\nhost = ${httpUrl}\ntoken = ${secret}\n`,
      `[elsewhere]\nhost = https://b.cloud.databricks.com\nauth_type = env-oidc\n`,
      `[service]\nhost = ${httpUrl}\nclient_id = ${oauth.m2mClientId}\nauth_type = oauth-m2m\n`,
    ];
    cli.write({
      ...programs,
      "profiles.cfg": profiles.join("\n"),
      "pwaf.json": config(entry("pat", "good.mjs"), entry("m2m", "good.mjs"), entry("federation", "good.mjs")),
    });
    const before = running.current.requests.entries.length;
    const env = {
      DATABRICKS_CONFIG_FILE: `${cli.path}/profiles.cfg`,
      // The secret of CI: it belongs to this host and this principal.
      DATABRICKS_HOST: httpUrl,
      DATABRICKS_CLIENT_SECRET: oauth.m2mClientSecret,
    };
    const { code, out, rows } = await conform(["--profile", "token", "--format", "json"], { env });
    assert.equal(code, 2, out);
    assert.deepEqual(
      rows().map(({ outcome, profile = "", obstacle = "" }) => [outcome, profile, obstacle]),
      [
        ["passed", "token", ""],
        ["passed", "service", ""],
        [
          "notRun",
          "",
          `No profile of ${httpUrl} signs in by token federation. Add one with \`auth_type = env-oidc\` and the same host.`,
        ],
      ],
    );
    const seen = running.current.requests.entries
      .slice(before)
      .filter(({ userAgent }) => userAgent === "Acme_Loader/1.2.0");
    assert.equal(seen.length, 2);
    assert.ok(!out.includes(secret) && !out.includes(oauth.m2mClientSecret));
  });

  it("says so when nothing answers at the workspace", async () => {
    cli.write({
      ...programs,
      // A port that is never given out.
      "profiles.cfg": `[gone]\nhost = http://127.0.0.1:1\ntoken = ${"x".repeat(20)}\n`,
      "pwaf.json": config(entry("pat", "good.mjs")),
    });
    const env = { DATABRICKS_CONFIG_FILE: `${cli.path}/profiles.cfg` };
    const { code, rows } = await conform(["--profile", "gone", "--format", "json"], { env });
    assert.equal(code, 1);
    assert.match(rows()[0]?.troubles?.[0] ?? "", /127\.0\.0\.1:1 could not be reached: nothing listens there/);
    assert.match(rows()[0]?.problems[0]?.message ?? "", /ended with exit code 4/);
  });

  it("runs programs in Python", async function () {
    if (spawnSync("python3", ["--version"]).status !== 0) {
      console.log("      Python is not at hand: no program in Python is run here");
      this.skip();
    }
    const python = { connector: "rest", auth: "pat", command: ["python3", "plain.py"] };
    cli.write({ ...programs, "pwaf.json": config(python) });
    const { code, out, err } = await conform(["--emulator"]);
    assert.equal(code, 0, out + err);
    assert.match(out, /^✔ rest\/pat \([\d.]+ m?s\)\n1 passed on the emulated workspace \([\d.]+ m?s\)\.\n$/);
  });

  it("runs what is chosen only", async () => {
    cli.write({ ...programs, "pwaf.json": config(entry("pat", "good.mjs"), entry("m2m", "good.mjs", {}, "curl/8")) });
    const { code, rows } = await shared(["--only", "rest/pat"]);
    assert.deepEqual([code, rows().map(({ id }) => id)], [0, ["rest/pat"]]);
    const unknown = await cli.run(["conform", "--emulator", "--only", "rest/u2m"]);
    assert.deepEqual([unknown.code, unknown.out], [2, ""]);
    assert.match(unknown.err, /There is no entry rest\/u2m\.\npwaf\.json has rest\/pat, rest\/m2m\./);
  });

  const refused: readonly (readonly [args: readonly string[], files: Record<string, string>, message: RegExp])[] = [
    [[], {}, /Say where to run: --emulator, or --profile NAME/],
    [["--emulator", "--profile", "x"], {}, /Say where to run/],
    [["--emulator", "--jobs", "0"], {}, /--jobs must be a number from 1 to 64/],
    [["--emulator", "--timeout", "x"], {}, /--timeout must be a number/],
    [["--emulator", "--format", "xml"], {}, /--format must be one of text, json, but is "xml"/],
    [["--emulator", "more"], {}, /See pwaf conform --help/],
    [["--emulator"], {}, /There is no pwaf\.json here or above/],
    [["--emulator"], { "pwaf.json": '{ "isv": "Acme", "product": "Loader" }' }, /names no commands to run/],
    [
      ["--emulator"],
      { "pwaf.json": config(entry("oauth", "x")) },
      /^pwaf conform: pwaf\.json:\d+:\d+: `auth` must be one of pat/,
    ],
    [["--emulator"], { "pwaf.json": '{ "conformance": [] }' }, /names no company and product/],
    [["--profile", "none"], { "pwaf.json": config(entry("pat", "x")) }, /There is no profile “none”/],
    [
      ["--emulator", "--report", "notes.md"],
      { "pwaf.json": config(entry("pat", "x")), "notes.md": "# Mine\n" },
      /notes\.md is no build report, and is not overwritten/,
    ],
  ];
  for (const [args, files, message] of refused) {
    it(`2 for ${["conform", ...args].join(" ")} with ${Object.keys(files).join(" and ") || "nothing"}`, async () => {
      cli.write(files);
      const { code, err, out } = await cli.run(["conform", ...args], { env: { HOME: cli.path } });
      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, message);
    });
  }

  it("explains itself", async () => {
    assert.match(
      (await cli.run(["conform", "--help"])).out,
      /Exit code: 0 all conform, 1 some do not, 2 could not run/,
    );
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}
