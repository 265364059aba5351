import assert from "node:assert/strict";
import pg from "pg";
import { runningEmulator } from "../running.ts";
import { credentialOf, failureOf, queryOnce, settingsFor } from "./lakebaseClient.ts";

const credentialSeconds = 2;
const connections = 200;

describe("rotation of Lakebase credentials with node-postgres", function () {
  this.timeout(120_000);
  const emulator = runningEmulator();
  before(async () => {
    const { current } = emulator;
    // The first connection starts the database; a credential of seconds would not outlive that.
    await queryOnce(settingsFor(current, await credentialOf(current, current.createToken())));
    current.lakebase.credentials.rules.credentialSeconds = credentialSeconds;
  });

  it("lets a pool whose connections live shorter than a credential make 200 connections over several lifetimes", async () => {
    const { current } = emulator;
    const token = current.createToken();
    const issued = new Set<string>();
    const password = async () => {
      const credential = await credentialOf(current, token);
      issued.add(credential);
      return credential;
    };
    // `maxUses` keeps the number of connections known, whatever the machine's speed.
    const pool = new pg.Pool({ ...settingsFor(current, password), max: 4, maxLifetimeSeconds: 1, maxUses: 1 });
    let connected = 0;
    pool.on("connect", () => connected++);
    const started = Date.now();
    const lifetimes = 3;
    for (let i = 0; i < connections; i++) {
      const due = started + (i / connections) * lifetimes * credentialSeconds * 1000;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now())));
      const { rows } = await pool.query<{ answer: number }>("SELECT 1 AS answer");
      assert.equal(rows[0]?.answer, 1);
    }
    await pool.end();
    assert.ok(Date.now() - started >= (lifetimes - 1) * credentialSeconds * 1000);
    assert.equal(connected, connections);
    assert.equal(issued.size, connections);
  });

  it("retires connections by age, so that a pool that is in use all the time takes new credentials", async () => {
    const { current } = emulator;
    const token = current.createToken();
    let issued = 0;
    const password = () => (issued++, credentialOf(current, token));
    const pool = new pg.Pool({ ...settingsFor(current, password), max: 1, maxLifetimeSeconds: 1 });
    const until = Date.now() + 2 * credentialSeconds * 1000;
    let queries = 0;
    while (Date.now() < until) {
      await pool.query("SELECT 1");
      queries++;
    }
    await pool.end();
    assert.ok(issued >= 3, `${issued} credentials for ${queries} statements`);
    assert.ok(queries > issued);
  });

  it("refuses a token that is read once, as soon as it has expired", async () => {
    const { current } = emulator;
    const fixed = await credentialOf(current, current.createToken());
    const pool = new pg.Pool({ ...settingsFor(current, fixed), max: 1, maxUses: 1 });
    assert.equal((await pool.query("SELECT 1")).rowCount, 1);
    await new Promise((resolve) => setTimeout(resolve, credentialSeconds * 1000 + 50));
    const { code, message } = await failureOf(pool.query("SELECT 1"));
    await pool.end();
    assert.equal(code, "28P01");
    assert.match(message, /^password authentication failed for user "ada\.lindqvist@emulated\.example"$/);
  });

  it("lets an open session outlive its credential", async () => {
    const { current } = emulator;
    const client = new pg.Client(settingsFor(current, await credentialOf(current, current.createToken())));
    await client.connect();
    await new Promise((resolve) => setTimeout(resolve, credentialSeconds * 1000 + 50));
    assert.equal((await client.query("SELECT 1")).rowCount, 1);
    await client.end();
  });
});
