import assert from "node:assert/strict";
import { findServerPrograms } from "../../../../src/emulator/lakebase/postgresServer.ts";
import type { LakebaseEngine } from "../../../../src/emulator/lakebase/service.ts";
import { runningEmulator } from "../running.ts";
import {
  ada,
  bruno,
  credentialOf,
  development,
  failureOf,
  postCredential,
  queryOnce,
  reports,
  settingsFor,
} from "./lakebaseClient.ts";

for (const engine of ["server", "pglite"] as const satisfies LakebaseEngine[]) {
  describe(`emulated Lakebase, ${engine}`, function () {
    this.timeout(120_000);
    if (engine === "server" && findServerPrograms() === undefined) {
      it.skip("no PostgreSQL server is installed here");
      return;
    }
    const emulator = runningEmulator({ lakebaseEngine: engine });
    const asAda = () => emulator.current.createToken();
    const settings = async (endpoint?: string) =>
      settingsFor(emulator.current, await credentialOf(emulator.current, asAda(), endpoint));

    it("takes an issued token as the password of its own identity, and notes the name of the application", async () => {
      emulator.current.requests.clear();
      const rows = await queryOnce(
        await settings(),
        "SELECT current_user AS name, count(*) AS orders FROM shop.orders",
      );
      assert.deepEqual(rows, [{ name: ada, orders: "500" }]);
      const { path, userAgent, auth, status } =
        emulator.current.requests.entries.find((e) => e.method === "CONNECT") ?? {};
      assert.match(path ?? "", /^\/projects\/orders\/.+\/primary\/databases\/databricks_postgres$/);
      assert.deepEqual([userAgent, auth, status], ["Acme_Loader/1.2.0", "oauth", 200]);
    });

    const refused = [
      {
        what: "a password that is no token",
        change: { password: "x".repeat(20) },
        code: "28P01",
        says: /password auth/,
      },
      { what: "a token of somebody else", change: { user: bruno }, code: "28P01", says: /password auth/ },
      {
        what: "a display name",
        change: { user: "Ada Lindqvist" },
        code: "28000",
        says: /User not found: "Ada Lindqvist"/,
      },
      { what: "a connection without TLS", change: { ssl: false }, code: "28000", says: /SSL required.*no encryption/ },
      {
        what: "an unknown database",
        change: { database: "none" },
        code: "3D000",
        says: /database "none" does not exist/,
      },
    ];
    for (const { what, change, code, says } of refused) {
      it(`refuses ${what}`, async () => {
        const failure = await failureOf(queryOnce({ ...(await settings()), ...change }));
        assert.equal(failure.code, code);
        assert.match(failure.message, says);
      });
    }

    it("refuses an identity without a role, until databricks_create_role has made one", async () => {
      const token = emulator.current.createToken({ user: bruno });
      const asBruno = async () => ({
        ...settingsFor(emulator.current, await credentialOf(emulator.current, token)),
        user: bruno,
      });
      const missing = await failureOf(queryOnce(await asBruno()));
      assert.deepEqual([missing.code, missing.message], ["28000", `role "${bruno}" does not exist`]);
      const create = `SELECT databricks_create_role('${bruno}', 'USER')`;
      assert.equal((await failureOf(queryOnce(await settings(), create))).code, "42883");
      await queryOnce(await settings(), "CREATE EXTENSION IF NOT EXISTS databricks_auth");
      await queryOnce(await settings(), create);
      assert.deepEqual(await queryOnce(await asBruno()), [{ name: bruno }]);
      const denied = await failureOf(queryOnce(await asBruno(), "SELECT * FROM shop.orders"));
      assert.deepEqual([denied.code, denied.message], ["42501", "permission denied for schema shop"]);
      const grows = await failureOf(queryOnce(await asBruno(), "SELECT databricks_create_role('users', 'GROUP')"));
      assert.equal(grows.code, "42501");
    });

    it("wakes an endpoint that sleeps, and keeps one for reading read-only", async () => {
      const { lakebase } = emulator.current;
      const sleeping = lakebase.store.endpoint(development)?.endpoint;
      assert.equal(sleeping?.state, "IDLE");
      const started = Date.now();
      await queryOnce(await settings(development));
      assert.ok(Date.now() - started >= lakebase.rules.wakeUpMs);
      assert.equal(sleeping.state, "ACTIVE");
      const write = await failureOf(queryOnce(await settings(reports), "CREATE TABLE x (i int)"));
      assert.equal(write.code, "25006");
    });

    it("plays a server that refuses TLS, one that closes, and a restart in the middle", async () => {
      const { faults } = emulator.current;
      faults.add({ match: "LakebaseTls", kind: "status" });
      assert.match((await failureOf(queryOnce(await settings()))).message, /does not support SSL/);
      faults.add({ match: "LakebaseStartup", kind: "reset" });
      assert.match((await failureOf(queryOnce(await settings()))).message, /terminated unexpectedly|ECONNRESET/);
      faults.add({ match: "LakebaseQuery", kind: "restart" });
      assert.equal((await failureOf(queryOnce(await settings()))).code, "57P01");
      assert.deepEqual(await queryOnce(await settings()), [{ name: ada }]);
    });
  });
}

describe("emulated Lakebase, REST", () => {
  const emulator = runningEmulator();
  const refuse = async (body: object) => {
    const answer = await postCredential(emulator.current, emulator.current.createToken(), body);
    return [answer.status, ((await answer.json()) as { message: string }).message] as const;
  };

  it("refuses endpoint names of another shape, unknown ones, and lifetimes that are not offered", async () => {
    const [shape, text] = await refuse({ endpoint: "orders-primary" });
    assert.equal(shape, 400);
    assert.match(text, /expected projects\/\{project\}\/branches\/\{branch\}\/endpoints\/\{endpoint\}/);
    assert.equal((await refuse({ endpoint: "projects/x/branches/y/endpoints/z" }))[0], 404);
    const endpoint = development;
    assert.equal((await refuse({ endpoint, ttl: "60s" }))[0], 400);
    assert.equal((await refuse({ endpoint, ttl: "1h" }))[0], 400);
  });

  it("lists projects, branches, endpoints and instances in pages", async () => {
    const get = async (path: string) => {
      const headers = { authorization: `Bearer ${emulator.current.createToken()}` };
      const answer = await fetch(`${emulator.current.httpUrl}/api/2.0/${path}`, { headers });
      return (await answer.json()) as Record<string, { name: string }[]> & { next_page_token?: string };
    };
    const first = await get("postgres/projects?page_size=1");
    assert.deepEqual(
      first["projects"]?.map(({ name }) => name),
      ["projects/orders"],
    );
    const second = await get(`postgres/projects?page_size=1&page_token=${first.next_page_token ?? ""}`);
    assert.deepEqual(
      second["projects"]?.map(({ name }) => name),
      ["projects/scratch"],
    );
    assert.equal((await get("postgres/projects/orders/branches"))["branches"]?.length, 2);
    assert.equal((await get("postgres/projects/orders/branches/production/endpoints"))["endpoints"]?.length, 2);
    assert.equal((await get("database/instances"))["database_instances"]?.length, 2);
  });

  it("changes lifetimes and wake-up times from outside", async () => {
    const { httpUrl, lakebase } = emulator.current;
    const patch = (body: object) =>
      fetch(`${httpUrl}/__emulator/lakebase`, { method: "PATCH", body: JSON.stringify(body) });
    assert.equal((await patch({ credentialSeconds: 5, wakeUpMs: 10 })).status, 200);
    assert.deepEqual([lakebase.credentials.rules.credentialSeconds, lakebase.rules.wakeUpMs], [5, 10]);
    assert.equal((await patch({ credentialSeconds: "soon" })).status, 400);
    assert.equal((await patch({ nothing: 1 })).status, 400);
  });
});
