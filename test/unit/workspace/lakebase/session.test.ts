import assert from "node:assert/strict";
import { tableFromIPC } from "@uwdata/flechette";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { arrangedQuery } from "../../../../src/core/sql/arrangedQuery.ts";
import { splitStatements } from "../../../../src/core/sql/statements.ts";
import type { LakebaseSession } from "../../../../src/workspace/lakebase/session.ts";
import type { SqlResult } from "../../../../src/workspace/sql/types.ts";
import { SqlError } from "../../../../src/workspace/sql/sqlError.ts";
import { until } from "../../../editor/bed/until.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { loginFor, sessionsOf, trustEmulator } from "./running.ts";

const primary = "projects/orders/branches/production/endpoints/primary";

describe("the session of an editor on Lakebase", function () {
  this.timeout(60_000);
  const emulator = runningEmulator();
  let distrust = (): void => undefined;
  before(() => (distrust = trustEmulator(emulator.current)));
  after(() => distrust());
  const sessions = sessionsOf();
  const never = new AbortController().signal;
  const execute = (session: LakebaseSession, sql: string, firstRows = 100) =>
    session.execute({ sql, firstRows }, never);
  const rowsOf = async (result: SqlResult): Promise<unknown[]> => {
    const page = await result.nextPage(100);
    return page === undefined ? [] : tableFromIPC(page.arrow).toArray();
  };
  const rows = async (session: LakebaseSession, sql: string) => rowsOf(await execute(session, sql));
  const failure = async (running: Promise<unknown>): Promise<PwafError> => {
    const error: unknown = await running.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof PwafError, String(error));
    return error;
  };
  const logins = () => emulator.current.requests.entries.filter(({ method }) => method === "CONNECT").length;
  const login = () => loginFor(emulator.current, primary);
  /** Until the server runs a statement that sleeps, as another session sees it. */
  const untilAsleep = async () => {
    const watcher = sessions.open(login());
    const asleep = "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
    await until("it runs", async () => (await rows(watcher, asleep))[0]);
  };

  it("keeps settings, temporary tables and prepared statements, on one connection", async () => {
    const session = sessions.open(login());
    const before = logins();
    await execute(session, "SET search_path = shop");
    await execute(session, "CREATE TEMP TABLE mine AS SELECT id FROM orders LIMIT 3");
    await execute(session, "PREPARE three AS SELECT count(*)::int AS n FROM mine");
    assert.deepEqual(await rows(session, "EXECUTE three"), [{ n: 3 }]);
    assert.equal(logins(), before + 1);
  });

  it("keeps a transaction open until it is ended, and tells of it", async () => {
    const changes: boolean[] = [];
    const session: LakebaseSession = sessions.open(login(), { changed: () => changes.push(session.isInTransaction) });
    const other = sessions.open(login());
    await execute(session, "CREATE TABLE public.tx (i int)");
    await execute(session, "BEGIN");
    await execute(session, "INSERT INTO public.tx VALUES (1)");
    assert.deepEqual(await rows(session, "SELECT * FROM public.tx"), [{ i: 1 }]);
    assert.deepEqual(await rows(other, "SELECT * FROM public.tx"), []);
    await execute(session, "ROLLBACK");
    assert.deepEqual(await rows(session, "SELECT * FROM public.tx"), []);
    assert.deepEqual(changes, [true, false]);
  });

  it("says how to go on after an error in a transaction", async () => {
    const session = sessions.open(login());
    await execute(session, "BEGIN");
    await failure(execute(session, "SELECT nonsense"));
    assert.ok(session.isInTransaction);
    assert.match((await failure(execute(session, "SELECT 1"))).message, /current transaction is aborted/);
    await execute(session, "ROLLBACK");
    assert.deepEqual(await rows(session, "SELECT 1 AS one"), [{ one: 1 }]);
  });

  it("runs scripts as PostgreSQL splits them, with values in the places of parameters", async () => {
    const session = sessions.open(login());
    const script = `
      CREATE TEMP TABLE "odd;name" (t text);
      INSERT INTO "odd;name" VALUES ('C:\\'), (E'it\\'s; fine'), ($$a; 'b$$), ($x$ $$; $x$); -- it's
      CREATE FUNCTION pg_temp.twice(i int) RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN i * 2 END; END;
      DO $$ BEGIN PERFORM 1; END $$;
      SELECT t /* a; /* b; */ */ FROM "odd;name" WHERE t <> :other AND pg_temp.twice(:n::int) = 4;`;
    const parameters = [
      { name: "other", type: "STRING", value: "it's; fine" },
      { name: "n", type: "INTEGER", value: "2" },
    ];
    let result: SqlResult | undefined;
    for (const { text } of splitStatements(script, "postgres"))
      result = await session.execute({ sql: text, parameters }, never);
    assert.deepEqual(result && (await rowsOf(result)), [{ t: "C:\\" }, { t: "a; 'b" }, { t: " $$; " }]);
  });

  it("runs a query with the sorting and filtering that are put around it", async () => {
    const session = sessions.open(login());
    const query = 'SELECT i AS "I", \'Row\\\' || i AS "it\'s" FROM generate_series(1, 20) AS i';
    const { columns } = await execute(session, query);
    const sort = [{ column: 0, direction: "descending" as const }];
    const filters = [
      { column: 0, test: ">=", text: "12" },
      { column: 1, test: "contains", text: "row\\1" },
      { column: 0, test: "<", text: "14" },
    ];
    const found = await rows(session, arrangedQuery(query, columns, { sort, filters }, "postgres"));
    assert.deepEqual(found, [
      { I: 13, "it's": "Row\\13" },
      { I: 12, "it's": "Row\\12" },
    ]);
  });

  it("says at which place a statement is wrong", async () => {
    const session = sessions.open(login());
    for (const sql of ["SELECT '🧱',\n  nonsense", "INSERT INTO shop.orders (id)\n  VALUS (1);"]) {
      const error = await failure(execute(session, sql));
      assert.ok(error instanceof SqlError);
      assert.deepEqual([error.problem.line, error.problem.column], [2, 3], sql);
    }
    const parameters = [{ name: "long", type: "STRING", value: "a\nb".repeat(10) }];
    const error = await failure(session.execute({ sql: "SELECT :long, nonsense", parameters }, never));
    assert.ok(error instanceof SqlError);
    assert.deepEqual([error.problem.line, error.problem.column], [1, 15]);
  });

  it("goes on after a query that fails, also in the middle of its rows", async () => {
    const session = sessions.open(login());
    await failure(execute(session, "SELECT nonsense"));
    const late = await execute(session, "SELECT 1 / (150 - i) AS x FROM generate_series(1, 300) AS i");
    await late.nextPage(100);
    assert.match((await failure(late.nextPage(100))).message, /division by zero/);
    assert.equal(session.isInTransaction, false);
    assert.deepEqual(await rows(session, "SELECT 1 AS one"), [{ one: 1 }]);
  });

  it("keeps rows that were not fetched yet while other statements run", async () => {
    const session = sessions.open(login());
    const many = await execute(session, "SELECT i FROM generate_series(1, 250) AS i");
    assert.equal((await many.nextPage(100))?.rowCount, 100);
    assert.deepEqual(await rows(session, "SELECT 1 AS one"), [{ one: 1 }]);
    await execute(session, "BEGIN");
    const page = await many.nextPage(100);
    assert.deepEqual([page?.firstRow, page?.rowCount], [100, 100]);
    await execute(session, "COMMIT");
    assert.equal((await many.nextPage(100))?.last, true);
    const left = await rows(
      session,
      "SELECT count(*)::int AS n FROM pg_cursors WHERE name LIKE 'pwaf%' AND is_holdable",
    );
    // Its own.
    assert.deepEqual(left, [{ n: 1 }]);
  });

  it("leaves a transaction alone when a result of an earlier one is closed or asked for more", async () => {
    const session = sessions.open(login());
    await execute(session, "BEGIN");
    const many = await execute(session, "SELECT i FROM generate_series(1, 250) AS i");
    await many.nextPage(100);
    await execute(session, "COMMIT");
    await execute(session, "BEGIN");
    assert.match((await failure(many.nextPage(100))).message, /has not kept the rows/);
    await many.close();
    assert.deepEqual(await rows(session, "SELECT 1 AS one"), [{ one: 1 }]);
    await execute(session, "COMMIT");
  });

  it("runs a query that locks rows whole, where no transaction holds the locks", async () => {
    const session = sessions.open(login());
    const locking = await execute(session, "SELECT * FROM shop.orders FOR UPDATE");
    const page = await locking.nextPage(100);
    assert.ok(page?.last === true && page.rowCount > 100);
    await execute(session, "BEGIN");
    const held = await execute(session, "SELECT * FROM shop.orders FOR UPDATE");
    assert.deepEqual([(await held.nextPage(100))?.rowCount, session.isInTransaction], [100, true]);
    await execute(session, "ROLLBACK");
    assert.equal((await failure(held.nextPage(100))).reason, "dropped");
  });

  it("cancels one statement and keeps the session", async () => {
    const session = sessions.open(login());
    await execute(session, "SET search_path = shop");
    const stop = new AbortController();
    const sleeping = session.execute({ sql: "SELECT pg_sleep(30)", firstRows: 100 }, stop.signal);
    await untilAsleep();
    stop.abort();
    assert.equal((await failure(sleeping)).reason, "cancelled");
    assert.deepEqual(await rows(session, "SELECT current_setting('search_path') AS path"), [{ path: "shop" }]);
  });

  describe("with functions that write", () => {
    const noted = "SELECT count(*)::int AS n FROM public.note";
    const other = () => sessions.open(login());
    before(async () => {
      const session = other();
      await execute(session, "CREATE TABLE public.topic (i int PRIMARY KEY)");
      await execute(session, "INSERT INTO public.topic SELECT * FROM generate_series(1, 250)");
      await execute(session, "CREATE TABLE public.note (i int REFERENCES public.topic DEFERRABLE INITIALLY DEFERRED)");
      const body = "$$ INSERT INTO public.note VALUES (i) RETURNING i $$";
      await execute(session, `CREATE FUNCTION public.note_down(i int) RETURNS int LANGUAGE sql AS ${body}`);
    });
    beforeEach(() => execute(other(), "TRUNCATE public.note"));

    it("commits them with the first rows, and keeps the others", async () => {
      const session = other();
      const many = await execute(session, "SELECT public.note_down(i) FROM generate_series(1, 250) AS i");
      assert.deepEqual(await rows(other(), noted), [{ n: 250 }]);
      session.end();
      assert.deepEqual(await rows(other(), noted), [{ n: 250 }]);
      await many.close();
      const late = "SELECT CASE WHEN i = 150 THEN public.note_down(i) END FROM generate_series(1, 400) AS i";
      const result = await execute(session, late);
      await result.nextPage(100);
      assert.deepEqual(await rows(other(), noted), [{ n: 250 }]);
      await result.nextPage(100);
      assert.deepEqual(await rows(other(), noted), [{ n: 251 }]);
      assert.equal((await result.nextPage(300))?.last, true);
    });

    it("tells at once of a constraint that is checked at the end", async () => {
      const session = other();
      const wrong = await failure(execute(session, "SELECT public.note_down(i) FROM generate_series(1, 300) AS i"));
      assert.match(wrong.message, /violates foreign key constraint/);
      assert.deepEqual(await rows(session, noted), [{ n: 0 }]);
    });

    it("runs no statement behind a query that fails in rows that nobody has seen, and says so", async () => {
      const session = other();
      const late = "SELECT CASE WHEN i > 150 THEN public.note_down(i) END FROM generate_series(1, 300) AS i";
      const result = await execute(session, late);
      await result.nextPage(100);
      const untold = await failure(execute(session, "INSERT INTO public.note VALUES (1)"));
      assert.match(untold.message, /^The query before this statement failed in rows .* foreign key constraint/);
      assert.match(untold.hint ?? "", /rolled back, and this statement has not run/);
      assert.deepEqual(await rows(session, noted), [{ n: 0 }]);
      assert.equal(session.isInTransaction, false);
      assert.match((await failure(result.nextPage(100))).message, /has not kept the rows/);
      await execute(session, "INSERT INTO public.note VALUES (1)");
      assert.deepEqual(await rows(session, noted), [{ n: 1 }]);
    });
  });

  it("cancels the keeping of rows along with the statement that waits for it", async () => {
    const session = sessions.open(login());
    const slow = await execute(
      session,
      "SELECT CASE WHEN i > 100 THEN pg_sleep(30) END FROM generate_series(1, 200) AS i",
    );
    await slow.nextPage(100);
    const stop = new AbortController();
    const next = session.execute({ sql: "SELECT 1", firstRows: 100 }, stop.signal);
    await untilAsleep();
    stop.abort();
    assert.equal((await failure(next)).reason, "cancelled");
    assert.equal(session.isInTransaction, false);
    assert.deepEqual(await rows(session, "SELECT 1 AS one"), [{ one: 1 }]);
  });

  it("tells that the COMMIT of a failed transaction keeps nothing", async () => {
    const session = sessions.open(login());
    for (const end of ["COMMIT", "end;"]) {
      await execute(session, "BEGIN");
      await failure(execute(session, "SELECT nonsense"));
      assert.match((await failure(execute(session, end))).message, /rolled back and not committed/);
      assert.equal(session.isInTransaction, false);
    }
    for (const end of ["ROLLBACK", "abort"]) {
      await execute(session, "BEGIN");
      await failure(execute(session, "SELECT nonsense"));
      await execute(session, end);
    }
  });

  it("closes an idle connection, and tells when the next statement has begun another session", async () => {
    let reconnected = 0;
    const session = sessions.open(login(), { idleMs: 1, reconnected: () => reconnected++ });
    const watcher = sessions.open(login());
    const process = "SELECT pg_backend_pid() AS pid";
    const [first] = (await rows(session, process)) as { pid: number }[];
    const isThere = `SELECT 1 FROM pg_stat_activity WHERE pid = ${first?.pid ?? 0}`;
    await until("the connection is closed", async () => (await rows(watcher, isThere)).length === 0 || undefined);
    const [second] = (await rows(session, process)) as { pid: number }[];
    assert.notEqual(second?.pid, first?.pid);
    assert.equal(reconnected, 1);
  });

  it("never ends a transaction for being idle", async () => {
    const session = sessions.open(login(), { idleMs: 1 });
    await execute(session, "BEGIN");
    await execute(session, "CREATE TABLE public.unfinished (i int)");
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(await rows(session, "SELECT * FROM public.unfinished"), []);
    await execute(session, "ROLLBACK");
  });

  it("runs nothing outside of a transaction that was lost", async () => {
    const session = sessions.open(login());
    await execute(session, "BEGIN");
    await emulator.current.lakebase.restart(primary);
    await until("the end is known", () => Promise.resolve(!session.isInTransaction || undefined));
    const lost = await failure(execute(session, "CREATE TABLE public.outside (i int)"));
    assert.match(lost.message, /open transaction was rolled back/);
    await failure(execute(session, "SELECT * FROM public.outside"));
    assert.deepEqual(await rows(session, "SELECT 1 AS one"), [{ one: 1 }]);
  });

  it("tells that the editor of a pinned result was closed", async () => {
    const session = sessions.open(login());
    session.dispose();
    assert.match((await failure(execute(session, "SELECT 1"))).message, /editor of this result was closed/);
  });

  it("runs nothing outside of a transaction that was lost with the sign-in", async () => {
    const session = sessions.open(login());
    await execute(session, "BEGIN");
    session.end();
    assert.match((await failure(execute(session, "SELECT 1"))).message, /open transaction was rolled back/);
    assert.deepEqual(await rows(session, "SELECT 1 AS one"), [{ one: 1 }]);
  });

  it("says that a transaction is lost, when the database goes in the middle of a statement", async () => {
    const session = sessions.open(login());
    await execute(session, "BEGIN");
    const sleeping = failure(execute(session, "SELECT pg_sleep(30)"));
    await untilAsleep();
    await emulator.current.lakebase.restart(primary);
    assert.match((await sleeping).message, /ended the connection, and the open transaction with it/);
    assert.deepEqual(await rows(session, "SELECT 1 AS one"), [{ one: 1 }]);
  });

  it("says that a transaction is lost with a statement that could be cancelled only by hanging up", async () => {
    const { password, ...rest } = login();
    let isRefused = false;
    const refusing = () => (isRefused ? Promise.reject(new PwafError("forbidden", "No credential.")) : password());
    const session = sessions.open({ ...rest, password: refusing });
    await execute(session, "BEGIN");
    await execute(session, "CREATE TABLE public.hung_up (i int)");
    const stop = new AbortController();
    const sleeping = session.execute({ sql: "SELECT pg_sleep(30)", firstRows: 100 }, stop.signal);
    await untilAsleep();
    isRefused = true;
    stop.abort();
    assert.equal((await failure(sleeping)).reason, "cancelled");
    isRefused = false;
    const lost = await failure(execute(session, "INSERT INTO public.hung_up VALUES (1)"));
    assert.match(lost.message, /open transaction was rolled back/);
    assert.match((await failure(execute(session, "TABLE public.hung_up"))).message, /does not exist/);
  });

  it("opens no connection that was on its way when the session was ended", async () => {
    const { password, ...rest } = login();
    const endedMeanwhile = async () => {
      session.end();
      return password();
    };
    const session = sessions.open({ ...rest, password: endedMeanwhile });
    assert.equal((await failure(execute(session, "SELECT 1"))).reason, "cancelled");
  });
});
