import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Emulator } from "../../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../../src/emulator/emulator.ts";
import { calls, untilCalled, warehouse } from "./emulated.ts";
import { driverPath } from "./testClient.ts";

/** An editor that dies with a statement running: it is killed, so nothing of it can clean up. */
const editor = `
  import { createSqlClient } from ${JSON.stringify(new URL("../../../../src/workspace/sql/sqlClient.ts", import.meta.url).href)};
  const [driverPath, connection, token] = process.argv.slice(1).map((argument) => JSON.parse(argument));
  const log = { debug: console.log, info: console.log, warn: console.log, error: console.log };
  const client = createSqlClient({ driverPath, log });
  const sql = "SELECT sum(a.id * b.id) AS s FROM range(10000000) a CROSS JOIN range(10000000) b";
  client.execute({ ...connection, token: async () => token }, { sql }, new AbortController().signal).catch(() => undefined);
`;

describe("SQL driver process without its editor", () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
  });
  after(() => emulator.close());

  it("cancels what runs on the server, and ends", async () => {
    const { token, ...connection } = warehouse(emulator);
    const values = [driverPath, connection, await token()].map((value) => JSON.stringify(value));
    const parent = spawn(process.execPath, ["--input-type=module", "--eval", editor, "--", ...values], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    parent.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    await untilCalled(emulator, "GetOperationStatus");
    parent.kill("SIGKILL");
    await once(parent, "exit");
    await untilCalled(emulator, "CancelOperation");
    await untilCalled(emulator, "CloseSession");
    const driver = Number(/SQL driver process (\d+) started/.exec(output)?.[1]);
    assert.ok(driver > 0);
    while (isAlive(driver)) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(calls(emulator).filter((call) => call === "ExecuteStatement").length, 1);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
