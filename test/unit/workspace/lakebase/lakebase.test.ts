import assert from "node:assert/strict";
import { tableFromIPC } from "@uwdata/flechette";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { explainFirst } from "../../../../src/core/errors/explain.ts";
import { SqlError } from "../../../../src/workspace/sql/sqlError.ts";
import { connectLakebase, type LakebaseLogin } from "../../../../src/workspace/lakebase/connect.ts";
import { runScript } from "../../../../src/workspace/lakebase/runScript.ts";
import { roleStatements } from "../../../../src/core/lakebase/roleSql.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { clientFor, loginFor, sessionsOf, trustEmulator } from "./running.ts";

const branch = "projects/orders/branches/production";
const primary = `${branch}/endpoints/primary`;
const development = "projects/orders/branches/development/endpoints/primary";
const bruno = "bruno.chen@emulated.example";

describe("Lakebase of a workspace", function () {
  this.timeout(60_000);
  const emulator = runningEmulator();
  let distrust = (): void => undefined;
  before(() => (distrust = trustEmulator(emulator.current)));
  after(() => distrust());
  const ada = () => loginFor(emulator.current, primary);
  const never = new AbortController().signal;
  const sessions = sessionsOf();
  /** In a session of its own. */
  const run = (sql: string, login: LakebaseLogin = ada()) =>
    sessions.open(login).execute({ sql, firstRows: 100 }, never);
  const failure = async (running: Promise<unknown>): Promise<PwafError> => {
    const error: unknown = await running.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof PwafError, String(error));
    return error;
  };

  /** Which known error views show for it. */
  const knownAs = ({ message, speaker }: PwafError) =>
    explainFirst(message, { contexts: speaker === undefined ? [] : [speaker] })?.id;

  it("lists what the management API knows", async () => {
    const client = clientFor(emulator.current, emulator.current.createToken());
    assert.deepEqual(await client.lakebaseProjects(), [
      { name: "projects/orders", displayName: "Order desk", pgVersion: 17 },
      { name: "projects/scratch", displayName: "Scratch pad", pgVersion: 17 },
    ]);
    const [production] = await client.lakebaseBranches("projects/orders");
    assert.deepEqual(production, { name: branch, state: "READY", isDefault: true, isProtected: true });
    const [first, second] = await client.lakebaseEndpoints(branch);
    assert.deepEqual([first?.state, first?.minCu, first?.maxCu, first?.suspendSeconds], ["ACTIVE", 1, 4, undefined]);
    assert.deepEqual([second?.isReadOnly, second?.state, second?.suspendSeconds], [true, "IDLE", 300]);
    assert.deepEqual(
      (await client.lakebaseDatabases(branch)).map(({ database }) => database),
      ["databricks_postgres"],
    );
    const roles = await client.lakebaseRoles(branch);
    assert.deepEqual(
      roles.map(({ identityType, hasOAuth }) => [identityType, hasOAuth]).sort(),
      [
        [undefined, false],
        ["SERVICE_PRINCIPAL", true],
        ["USER", true],
      ].sort(),
    );
    assert.deepEqual(
      (await client.lakebaseInstances()).map(({ name, state }) => [name, state]),
      [
        ["legacy-orders", "AVAILABLE"],
        ["legacy-archive", "STOPPED"],
      ],
    );
  });

  it("says so when what a query wrote cannot be committed after its last page", async () => {
    await run("CREATE TABLE shop.once (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
    await run(
      "CREATE FUNCTION shop.put(i int) RETURNS int LANGUAGE sql VOLATILE AS 'INSERT INTO shop.once VALUES (1) RETURNING n'",
    );
    const result = await run("SELECT CASE WHEN i > 120 THEN shop.put(i) END FROM generate_series(1, 150) AS i");
    assert.equal((await result.nextPage(100))?.rowCount, 100);
    assert.match((await failure(result.nextPage(100))).message, /duplicate key/);
    await result.close();
  });

  it("refuses an endpoint name of another shape before it asks anybody", async () => {
    emulator.current.requests.clear();
    const client = clientFor(emulator.current, emulator.current.createToken());
    for (const name of ["primary", "projects/orders", `${primary}/x`, "projects//branches/b/endpoints/e"]) {
      const { reason, hint } = await failure(client.databaseCredential(name));
      assert.equal(reason, "bad-request");
      assert.match(hint ?? "", /projects\/<project>\/branches\/<branch>\/endpoints\/<endpoint>/);
    }
    assert.deepEqual(emulator.current.requests.entries, []);
  });

  it("brings rows as Arrow, exact, page by page", async () => {
    const sql =
      "SELECT 9007199254740993::bigint AS big, 1.10::numeric AS price, true AS yes, NULL::text AS none, ARRAY[1, 2] AS list";
    const one = await run(sql);
    assert.deepEqual(
      one.columns.map(({ type }) => type),
      ["BIGINT", "NUMERIC", "BOOLEAN", "TEXT", "INTEGER[]"],
    );
    const only = await one.nextPage(100);
    assert.equal(only?.last, true);
    assert.deepEqual(tableFromIPC(only.arrow, { useBigInt: true }).toArray(), [
      { big: 9007199254740993n, price: "1.10", yes: true, none: null, list: "{1,2}" },
    ]);
    const orders = await run("SELECT id FROM shop.orders ORDER BY id");
    const sizes: number[] = [];
    for (let page = await orders.nextPage(150); page; page = await orders.nextPage(150)) sizes.push(page.rowCount);
    assert.deepEqual(sizes, [100, 150, 150, 100]);
  });

  it("commits a query that changes something, once its rows are there", async () => {
    await (await run("CREATE SEQUENCE IF NOT EXISTS public.counter")).close();
    await (await run("SELECT nextval('public.counter')")).close();
    const rows = await (await run("SELECT last_value::int AS at, is_called FROM public.counter")).nextPage(10);
    assert.deepEqual(rows && tableFromIPC(rows.arrow).toArray(), [{ at: 1, is_called: true }]);
  });

  it("cancels a statement on the server too", async () => {
    const stop = new AbortController();
    const running = sessions.open(ada()).execute({ sql: "SELECT pg_sleep(30)" }, stop.signal);
    const sleepers = async () => {
      const counted = await run(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE 'FETCH%' AND state = 'active' AND pid <> pg_backend_pid()",
      );
      const page = await counted.nextPage(1);
      return (page && (tableFromIPC(page.arrow).toArray()[0] as { n: number } | undefined))?.n;
    };
    while ((await sleepers()) === 0);
    stop.abort();
    assert.equal((await failure(running)).reason, "cancelled");
    assert.equal(await sleepers(), 0);
  });

  it("waits for an endpoint that wakes up", async () => {
    const { lakebase } = emulator.current;
    assert.equal(lakebase.store.endpoint(development)?.endpoint.state, "IDLE");
    const result = await run("SELECT 1 AS one", loginFor(emulator.current, development));
    assert.equal((await result.nextPage(1))?.rowCount, 1);
  });

  const logins: { what: string; change: Partial<LakebaseLogin>; reason: string; says: RegExp; known?: string }[] = [
    {
      what: "a display name as user",
      change: { user: "Ada Lindqvist" },
      reason: "config",
      says: /as “Ada Lindqvist”: Invalid user: User not found/,
      known: "lakebase-user-name",
    },
    {
      what: "a credential of somebody else",
      change: { user: bruno },
      reason: "unauthenticated",
      says: /password authentication failed for user "bruno/,
      known: "lakebase-credential-refused",
    },
    {
      what: "an unknown database",
      change: { database: "none" },
      reason: "not-found",
      says: /database "none" does not exist/,
      known: "lakebase-database",
    },
    {
      // A database on this machine is another matter, so the table says nothing.
      what: "a port where nobody listens",
      change: { port: 1 },
      reason: "unreachable",
      says: /ECONNREFUSED/,
    },
  ];
  for (const { what, change, reason, says, known } of logins) {
    it(`tells ${what}, which is explained`, async () => {
      const error = await failure(connectLakebase({ ...ada(), ...change }));
      assert.equal(error.reason, reason);
      assert.match(error.message, says);
      assert.equal(knownAs(error), known);
      if (known === undefined) assert.match(error.hint ?? "", /host/);
    });
  }

  it("explains a server without TLS, one that breaks off, and a restart in the middle of a statement", async () => {
    const { faults } = emulator.current;
    faults.add({ match: "LakebaseTls", kind: "status" });
    const noTls = await failure(run("SELECT 1"));
    assert.deepEqual([noTls.reason, knownAs(noTls)], ["tls", "lakebase-refuses-tls"]);
    faults.add({ match: "LakebaseStartup", kind: "reset" });
    const closed = await failure(run("SELECT 1"));
    assert.deepEqual([closed.reason, knownAs(closed)], ["dropped", "lakebase-connection-lost"]);
    faults.add({ match: "LakebaseQuery", kind: "restart", after: 1 });
    const restarted = await failure(run("SELECT 1"));
    assert.equal(restarted.reason, "dropped");
    assert.match(restarted.hint ?? "", /rolled back/);
    assert.equal((await (await run("SELECT 1")).nextPage(1))?.rowCount, 1);
  });

  it("refuses a server that it does not trust", async () => {
    distrust();
    try {
      assert.equal((await failure(connectLakebase(ada()))).reason, "tls");
    } finally {
      distrust = trustEmulator(emulator.current);
    }
  });

  it("says what is missing at each level, from the role to the table, and the wizard's SQL gives it", async () => {
    const asBruno = loginFor(emulator.current, primary, bruno);
    const missing = await failure(run("SELECT 1", asBruno));
    assert.deepEqual([missing.reason, knownAs(missing)], ["forbidden", "lakebase-role"]);

    const role = { identity: bruno, kind: "USER", database: "databricks_postgres", schema: "shop" } as const;
    await runScript(ada(), roleStatements({ ...role, rights: "connect" }));
    const schema = await failure(run("SELECT * FROM shop.orders", asBruno));
    assert.ok(schema instanceof SqlError);
    assert.equal(schema.problem.sqlState, "42501");
    assert.equal(knownAs(schema), "lakebase-schema-owner");

    await runScript(ada(), [`GRANT USAGE ON SCHEMA shop TO "${bruno}"`]);
    assert.equal(knownAs(await failure(run("SELECT * FROM shop.orders", asBruno))), "lakebase-table-rights");

    const grants = roleStatements({ ...role, rights: "write" }).filter(
      (sql) => !sql.includes("databricks_create_role"),
    );
    await runScript(ada(), grants);
    assert.equal((await (await run("SELECT id FROM shop.orders LIMIT 1", asBruno)).nextPage(1))?.rowCount, 1);
    assert.equal(knownAs(await failure(run("CREATE SCHEMA own", asBruno))), "lakebase-database-rights");
  });

  it("runs a script as a whole or not at all", async () => {
    const broken = await failure(runScript(ada(), ["CREATE TABLE public.half (i int)", "SELECT nonsense"]));
    assert.equal(broken.reason, "sql");
    assert.match((await failure(run("SELECT * FROM public.half"))).message, /does not exist/);
  });
});
