import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { terminalEnvironment } from "../../../../src/host/doctor/terminalEnvironment.ts";
import { terminalLaunch } from "../../../../src/host/doctor/terminalLaunch.ts";
import { machineWith, people, profile } from "./doctorBed.ts";

const host = "https://adb-1.2.azuredatabricks.net";
const contaminated = { PATH: "/bin", DATABRICKS_TOKEN: "old", DATABRICKS_OWN_MARK: "x", ARM_TENANT_ID: "t" };

describe("environment of a terminal for a profile", () => {
  const open = (change: object, tokens: Readonly<Record<string, string>>) => {
    const own = profile({ host, ...change });
    return terminalEnvironment(own, { ...people([own], tokens), machine: machineWith(contaminated) });
  };

  it("has the session of a sign-in by browser, and takes away what was there", async () => {
    const { values, removed, notes } = await open({ authType: "databricks-cli" }, { dev: "session" });
    assert.deepEqual(values, {
      DATABRICKS_HOST: host,
      DATABRICKS_AUTH_TYPE: "pat",
      DATABRICKS_TOKEN: "session",
    });
    for (const name of ["DATABRICKS_CLIENT_ID", "DATABRICKS_CONFIG_PROFILE", "ARM_TENANT_ID", "DATABRICKS_OWN_MARK"]) {
      assert.equal(removed[name], null, name);
    }
    assert.ok(!("PATH" in removed));
    assert.match(notes.join(), /an hour/);
  });

  it("has secrets of the file or of secret storage, and the token that was typed at sign-in", async () => {
    const robot = await open({ authType: "oauth-m2m", clientId: "robot" }, { "dev client_secret": "s" });
    assert.equal(robot.values["DATABRICKS_CLIENT_SECRET"], "s");
    assert.equal((await open({}, { "dev token": "kept", dev: "typed" })).values["DATABRICKS_TOKEN"], "kept");
    assert.equal((await open({}, { dev: "typed" })).values["DATABRICKS_TOKEN"], "typed");
  });

  it("is refused when nobody is signed in or a secret is missing", async () => {
    await assert.rejects(open({ authType: "external-browser" }, {}), { reason: "unauthenticated" });
    await assert.rejects(open({ authType: "oauth-m2m" }, {}), { reason: "unauthenticated", message: /CLIENT_SECRET/ });
  });
});

describe("start of a terminal for a profile", () => {
  const values = { DATABRICKS_HOST: host, DATABRICKS_TOKEN: `it's "$HOME" \\ \`x\`\nsecond line` };

  it("gives the shell exactly the variables, whatever others put in before, and no secret on the command line", function () {
    if (process.platform === "win32") {
      process.stdout.write("      skipped: there is no POSIX shell here\n");
      return this.skip();
    }
    const launch = terminalLaunch(values, { shell: process.execPath, platform: "linux" });
    const print = ["-e", "process.stdout.write(JSON.stringify(process.env))"];
    const meddled = {
      PATH: process.env["PATH"],
      KEPT: "yes",
      DATABRICKS_HOST: "https://meddling.cloud.databricks.com",
      DATABRICKS_MADE_UP: "x",
      ARM_CLIENT_ID: "x",
      ...launch.carried,
    };
    const { stdout } = spawnSync(launch.shellPath, [...launch.shellArgs, ...print], { env: meddled, encoding: "utf8" });
    const {
      PATH: _path,
      PWD: _pwd,
      SHLVL: _level,
      _: _last,
      OLDPWD: _old,
      ...found
    } = JSON.parse(stdout) as Record<string, string>;
    assert.deepEqual(found, { KEPT: "yes", ...values });
    assert.ok(!launch.shellArgs.join("\n").includes("second line"));
  });

  it("keeps the user's shell, as a login shell where terminals are", () => {
    const linux = terminalLaunch(values, { shell: "/usr/bin/fish", platform: "linux" });
    assert.deepEqual(linux.shellArgs.slice(-2), ["sh", "/usr/bin/fish"]);
    const mac = terminalLaunch(values, { shell: "/bin/zsh", platform: "darwin" });
    assert.deepEqual(mac.shellArgs.slice(-2), ["/bin/zsh", "-l"]);
  });

  it("uses PowerShell on Windows", () => {
    const own = terminalLaunch(values, { shell: "C:\\Program Files\\PowerShell\\7\\pwsh.exe", platform: "win32" });
    assert.match(own.shellPath, /pwsh\.exe$/);
    assert.match(
      own.shellArgs[2] ?? "",
      /\$env:DATABRICKS_HOST = \$env:PWAF_TERMINAL_0; Remove-Item Env:PWAF_TERMINAL_0/,
    );
    assert.equal(
      terminalLaunch(values, { shell: "C:\\Windows\\cmd.exe", platform: "win32" }).shellPath,
      "powershell.exe",
    );
  });
});
