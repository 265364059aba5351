import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { CliFolder, program } from "./cliFolder.ts";

const pat = ["da", "pi"].join("") + "8".repeat(32);
const oauthSecret = ["do", "se"].join("") + "8".repeat(32);
const host = "https://adb-1234567890123456.7.azuredatabricks.net";

const cfg = [
  "[dev]",
  `host = ${host}`,
  `token = ${pat}`,
  "[robot]",
  `host = ${host}`,
  "client_id = robot-id",
  `client_secret = ${oauthSecret}`,
  "[me]",
  `host = ${host}`,
  "auth_type = external-browser",
  "client_id = app",
  "[cli]",
  `host = ${host}`,
  "auth_type = databricks-cli",
  "[program]",
  `host = ${host}`,
  "auth_type = command-oidc",
  "oidc_token_command = echo printed-token",
  "client_id = robot-id",
  "[variable]",
  `host = ${host}`,
  "auth_type = env-oidc",
  "oidc_token_env = MY_IDENTITY",
  "[empty]",
  "token = x",
  "",
].join("\n");

describe("pwaf env", () => {
  const cli = new CliFolder();
  beforeEach(() => cli.write({ ".databrickscfg": cfg }));

  const base = () => ({ PATH: process.env["PATH"] ?? "", HOME: cli.path });

  function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    return spawnSync(process.execPath, [program, "env", ...args], {
      cwd: cli.path,
      env: { ...base(), ...env },
      encoding: "utf8",
    });
  }

  /** Databricks variables that a real process of a profile has. */
  function variables(profile: string, env: Readonly<Record<string, string>> = {}): Record<string, string> {
    const print = "console.log(JSON.stringify(process.env))";
    const { stdout, stderr, status } = run([profile, "--", process.execPath, "-e", print], env);
    assert.equal(status, 0, stderr);
    const all = JSON.parse(stdout) as Record<string, string>;
    assert.equal(all["PATH"], process.env["PATH"]);
    return Object.fromEntries(
      Object.entries(all).filter(([name]) => /DATABRICKS|ARM_|GOOGLE|SPARK|AUDIENCE/i.test(name)),
    );
  }

  const contaminated = {
    DATABRICKS_CONFIG_PROFILE: "prod",
    DATABRICKS_CLIENT_ID: "other",
    DATABRICKS_CLIENT_SECRET: oauthSecret,
    DATABRICKS_METADATA_SERVICE_URL: "http://127.0.0.1:1",
    ARM_TENANT_ID: "t",
    GOOGLE_CREDENTIALS: "{}",
    TOKEN_AUDIENCE: "a",
    SPARK_CONNECT_USER_AGENT: "Other/1.0",
  };

  it("gives a process the variables of one profile, and no other of Databricks", () => {
    const token = { DATABRICKS_HOST: host, DATABRICKS_AUTH_TYPE: "pat", DATABRICKS_TOKEN: pat };
    assert.deepEqual(variables("dev", contaminated), token);
    assert.deepEqual(variables("robot", { DATABRICKS_TOKEN: pat, ...contaminated }), {
      DATABRICKS_HOST: host,
      DATABRICKS_AUTH_TYPE: "oauth-m2m",
      DATABRICKS_CLIENT_ID: "robot-id",
      DATABRICKS_CLIENT_SECRET: oauthSecret,
    });
  });

  it("takes the access token of an editor's terminal, for the same workspace only", () => {
    const terminal = { DATABRICKS_HOST: host, DATABRICKS_TOKEN: "session-token", DATABRICKS_AUTH_TYPE: "pat" };
    assert.deepEqual(variables("me", terminal), terminal);
    assert.deepEqual(variables("cli", terminal), terminal);
    const elsewhere = run(["me", "--", "true"], { ...terminal, DATABRICKS_HOST: "https://other.cloud.databricks.com" });
    assert.equal(elsewhere.status, 2);
    assert.match(elsewhere.stderr, /There is no value for DATABRICKS_TOKEN of “me”/);
    assert.match(elsewhere.stderr, /Sign in to the profile in the editor/);
  });

  it("leaves a profile of the Databricks CLI to that program", () => {
    assert.deepEqual(variables("cli"), { DATABRICKS_HOST: host, DATABRICKS_AUTH_TYPE: "databricks-cli" });
  });

  it("hands over identity tokens of programs and variables", () => {
    assert.deepEqual(variables("program", contaminated), {
      DATABRICKS_HOST: host,
      DATABRICKS_AUTH_TYPE: "env-oidc",
      DATABRICKS_OIDC_TOKEN: "printed-token",
      DATABRICKS_CLIENT_ID: "robot-id",
    });
    const named = { DATABRICKS_HOST: host, DATABRICKS_AUTH_TYPE: "env-oidc", DATABRICKS_OIDC_TOKEN_ENV: "MY_IDENTITY" };
    assert.deepEqual(variables("variable", { ...contaminated, MY_IDENTITY: "mine" }), named);
    assert.match(run(["variable", "--", "true"]).stderr, /MY_IDENTITY holds no identity token/);
  });

  it("passes arguments, input, output and the exit code on", () => {
    const script = "process.stdin.pipe(process.stdout); process.exitCode = Number(process.argv[1])";
    const result = spawnSync(process.execPath, [program, "env", "dev", "--", process.execPath, "-e", script, "42"], {
      cwd: cli.path,
      env: base(),
      input: "--format text",
      encoding: "utf8",
    });
    assert.deepEqual([result.status, result.stdout, result.stderr], [42, "--format text", ""]);
  });

  for (const [signal, code] of [
    ["SIGTERM", 143],
    ["SIGINT", 130],
    ["SIGHUP", 129],
  ] as const) {
    it(`passes ${signal} on, and ends as the command does`, async () => {
      const script = `process.on("${signal}", () => { console.log("got it"); process.exit(7); }); setInterval(() => {}, 1000); console.log("ready");`;
      const child = spawn(process.execPath, [program, "env", "dev", "--", process.execPath, "-e", script], {
        cwd: cli.path,
        env: base(),
        stdio: ["ignore", "pipe", "inherit"],
      });
      let out = "";
      child.stdout.on("data", (chunk: Buffer) => {
        out += chunk.toString();
        if (out === "ready\n") child.kill(signal);
      });
      const [status] = (await once(child, "close")) as [number | null];
      assert.deepEqual([status, out], [7, "ready\ngot it\n"]);

      const helpless = spawn(process.execPath, [program, "env", "dev", "--", "sh", "-c", "echo ready; exec sleep 60"], {
        cwd: cli.path,
        env: base(),
        stdio: ["ignore", "pipe", "inherit"],
      });
      helpless.stdout.once("data", () => helpless.kill(signal));
      const [ended] = (await once(helpless, "close")) as [number | null];
      assert.equal(ended, code);
    });
  }

  it("says why it cannot run", () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [["nobody", "--", "true"], /no profile “nobody” in .*It has dev, robot, me, cli, program, variable, empty/s],
      [["empty", "--", "true"], /has no `host`/],
      [["dev", "--", "no-such-program-here"], /no-such-program-here could not be started: there is no such program/],
      [["dev"], /There is no command/],
      [["dev", "true"], /-- in front of the command/],
      [[], /Name the profile/],
      [["dev", "--format", "xml"], /one of dotenv, shell, powershell, github, compose/],
      [["dev", "--format", "shell", "--", "true"], /no command beside it/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr, stdout } = run(args);
      assert.deepEqual([status, stdout], [2, ""], args.join(" "));
      assert.match(stderr, message);
    }
    assert.equal(run(["--help"]).status, 0);
  });

  it("prints variables that a shell takes, with references to secrets", () => {
    const { stdout } = run(["robot", "--format", "shell"]);
    assert.ok(!stdout.includes(oauthSecret));
    const shell = `${stdout}\nenv | grep -E '^DATABRICKS' | sort`;
    const env = { ...base(), ...contaminated, DATABRICKS_TOKEN: "old", ROBOT_DATABRICKS_CLIENT_SECRET: "from-store" };
    const result = spawnSync("sh", ["-c", shell], { env, encoding: "utf8" });
    assert.deepEqual(result.stdout.trim().split("\n"), [
      "DATABRICKS_AUTH_TYPE=oauth-m2m",
      "DATABRICKS_CLIENT_ID=robot-id",
      "DATABRICKS_CLIENT_SECRET=from-store",
      `DATABRICKS_HOST=${host}`,
    ]);
    const without = spawnSync("sh", ["-c", stdout], { env: base(), encoding: "utf8" });
    assert.notEqual(without.status, 0);
    assert.match(without.stderr, /ROBOT_DATABRICKS_CLIENT_SECRET: is not set/);
  });
});
