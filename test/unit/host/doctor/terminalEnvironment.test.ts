import assert from "node:assert/strict";
import { terminalEnvironment } from "../../../../src/host/doctor/terminalEnvironment.ts";
import { machineWith, people, profile } from "./doctorBed.ts";

const host = "https://adb-1.2.azuredatabricks.net";
const contaminated = {
  PATH: "/bin",
  LANG: "C",
  DATABRICKS_TOKEN: "old",
  DATABRICKS_CONFIG_PROFILE: "prod",
  DATABRICKS_OWN_MARK: "x",
  ARM_TENANT_ID: "t",
  VSCODE_IPC_HOOK: "x",
  ELECTRON_RUN_AS_NODE: "1",
};

describe("environment of a terminal for a profile", () => {
  const open = async (change: object, tokens: Readonly<Record<string, string>>) => {
    const own = profile({ host, ...change });
    const { environment, notes } = await terminalEnvironment(own, {
      ...people([own], tokens),
      machine: machineWith(contaminated),
    });
    const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== null));
    for (const name of ["DATABRICKS_CLIENT_ID", "DATABRICKS_CONFIG_PROFILE", "ARM_TENANT_ID", "DATABRICKS_OWN_MARK"]) {
      if (!(name in set)) assert.equal(environment[name], null, name);
    }
    return { notes, environment: set };
  };

  it("has the session of a sign-in by browser, and nothing that was there of Databricks or the editor", async () => {
    const { environment, notes } = await open({ authType: "databricks-cli" }, { dev: "session" });
    assert.deepEqual(environment, {
      PATH: "/bin",
      LANG: "C",
      TERM_PROGRAM: "vscode",
      COLORTERM: "truecolor",
      DATABRICKS_HOST: host,
      DATABRICKS_AUTH_TYPE: "pat",
      DATABRICKS_TOKEN: "session",
    });
    assert.match(notes.join(), /an hour/);
  });

  it("has secrets of the file or of secret storage, and the token that was typed at sign-in", async () => {
    const robot = await open({ authType: "oauth-m2m", clientId: "robot" }, { "dev client_secret": "s" });
    assert.equal(robot.environment["DATABRICKS_CLIENT_SECRET"], "s");
    assert.equal((await open({}, { "dev token": "kept", dev: "typed" })).environment["DATABRICKS_TOKEN"], "kept");
    assert.equal((await open({}, { dev: "typed" })).environment["DATABRICKS_TOKEN"], "typed");
  });

  it("is refused when nobody is signed in or a secret is missing", async () => {
    await assert.rejects(open({ authType: "external-browser" }, {}), { reason: "unauthenticated" });
    await assert.rejects(open({ authType: "oauth-m2m" }, {}), { reason: "unauthenticated", message: /CLIENT_SECRET/ });
  });
});
