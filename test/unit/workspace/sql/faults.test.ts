import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ErrorReason } from "../../../../src/core/base/errors.ts";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { Fault } from "../../../../src/emulator/faults.ts";
import type { SqlConnection } from "../../../../src/workspace/sql/types.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { calls, decode, warehouse } from "./emulated.ts";
import { noAbort, testClient } from "./testClient.ts";

const rows = 45_000;
const sequence = `SELECT id FROM range(${rows})`;

interface Trouble {
  readonly what: string;
  readonly faults: readonly Fault[];
  /** A token for the nth time that one is asked for, from 1; undefined stands for one that has expired. */
  readonly token?: (asked: number, refused: string | undefined) => "valid" | "expired";
}

interface Failure extends Trouble {
  readonly reason: ErrorReason;
  readonly message: RegExp;
  readonly hint: RegExp;
}

const each = (match: string, fault: Omit<Fault, "match">): Fault => ({ match, ...fault });

/** What a reader of the result never notices. */
const harmless: readonly Trouble[] = [
  ...["OpenSession", "ExecuteStatement", "FetchResults"].flatMap((call) => [
    { what: `429 for ${call}, with Retry-After`, faults: [each(call, { kind: "status", status: 429, retryAfter: 1 })] },
    { what: `429 for ${call}, without`, faults: [each(call, { kind: "status", status: 429 })] },
    { what: `503 for ${call}`, faults: [each(call, { kind: "status", status: 503 })] },
    { what: `a token that ${call} finds expired`, faults: [each(call, { kind: "status", status: 401 })] },
  ]),
  { what: "a reset of OpenSession", faults: [each("OpenSession", { kind: "reset" })] },
  { what: "the lost answer of OpenSession", faults: [each("OpenSession", { kind: "lost" })] },
  { what: "a reset of FetchResults", faults: [each("FetchResults", { kind: "reset" })] },
  { what: "resets in the middle", faults: [each("FetchResults", { kind: "reset", times: 2, after: 2 })] },
  { what: "a slow answer", faults: [each("FetchResults", { kind: "slow", delayMs: 100, after: 1 })] },
  {
    what: "everything at once",
    faults: [
      each("FetchResults", { kind: "status", status: 429 }),
      each("FetchResults", { kind: "reset", after: 1 }),
      each("FetchResults", { kind: "status", status: 401, after: 1 }),
      each("FetchResults", { kind: "status", status: 503, after: 1 }),
    ],
  },
  {
    what: "a session that has expired since the last statement",
    faults: [each("ExecuteStatement", { kind: "restart" })],
  },
  {
    what: "a token that expires in the middle, before its time",
    faults: [],
    token: (asked, refused) => (asked === 3 && refused === undefined ? "expired" : "valid"),
  },
];

/** What ends a result, and how it is told. */
const fatal: readonly Failure[] = [
  {
    what: "a warehouse that stops in the middle",
    faults: [each("FetchResults", { kind: "restart", after: 1 })],
    reason: "dropped",
    message: /^The SQL warehouse at 127\.0\.0\.1 no longer knows this result\.$/,
    hint: /stopped or restarted.*Run the statement again\./,
  },
  {
    what: "an answer with rows that is lost",
    faults: [each("FetchResults", { kind: "lost", after: 1 })],
    reason: "dropped",
    message: /^Lost the connection to 127\.0\.0\.1, and with it some rows\.$/,
    hint: /Run the statement again/,
  },
  {
    what: "a statement that may have run or not",
    faults: [each("ExecuteStatement", { kind: "lost" })],
    reason: "dropped",
    message: /^Lost the connection to 127\.0\.0\.1:\d+/,
    hint: /Run the statement again/,
  },
  {
    what: "a sign-in that is over",
    faults: [],
    token: (asked) => (asked >= 3 ? "expired" : "valid"),
    reason: "unauthenticated",
    message: /did not accept the sign-in \(HTTP 401\)/,
    hint: /Sign in again/,
  },
  {
    what: "a permission that is taken away",
    faults: [each("FetchResults", { kind: "status", status: 403, after: 1 })],
    reason: "forbidden",
    message: /refused access to the SQL warehouse \(HTTP 403\)/,
    hint: /Can use/,
  },
  {
    what: "a limit that lasts longer than anybody waits",
    faults: [each("FetchResults", { kind: "status", status: 429, retryAfter: 600, after: 1 })],
    reason: "throttled",
    message: /too many requests \(HTTP 429\)/,
    hint: /wait 600 s/,
  },
  {
    what: "a login page in place of rows",
    faults: [each("FetchResults", { kind: "html", after: 1 })],
    reason: "bad-response",
    message: /sent something else than SQL results/,
    hint: /login page or a proxy/,
  },
  {
    what: "something that is no Thrift message",
    faults: [each("FetchResults", { kind: "answer", body: "\x80\x01\x00", after: 1 })],
    reason: "bad-response",
    message: /sent an answer that the SQL driver cannot read/,
    hint: /a proxy may have answered/,
  },
  {
    what: "an error inside the server",
    faults: [each("FetchResults", { kind: "status", status: 500, after: 1 })],
    reason: "server",
    message: /answered with an error \(HTTP 500\)/,
    hint: /see the log/,
  },
];

describe("SQL client in trouble", function () {
  this.timeout(60_000);
  const emulator = runningEmulator();
  const { client, lines } = testClient();
  let folder: string;
  let user = 0;
  before(async () => (folder = await mkdtemp(join(tmpdir(), "pwaf-faults-"))));
  after(async () => {
    client.dispose();
    await rm(folder, { recursive: true });
  });

  /** Somebody with a session that is open already, except where its opening is the matter. */
  async function connect({ faults, token }: Trouble): Promise<SqlConnection> {
    const valid = emulator.current.createToken();
    let other = valid;
    let asked = Number.NEGATIVE_INFINITY;
    const connection = warehouse(emulator.current, {
      user: `user ${++user}`,
      token: async (refused) => {
        if (refused === other) other = emulator.current.createToken();
        return token?.(++asked, refused) === "expired" ? emulator.current.createToken({ lifetimeSeconds: -1 }) : other;
      },
    });
    if (!faults.some(({ match }) => match === "OpenSession")) await sum(connection, "SELECT id FROM range(10)");
    asked = 0;
    emulator.current.requests.clear();
    emulator.current.faults.clear();
    for (const fault of faults) emulator.current.faults.add(fault);
    return connection;
  }

  /** Number and sum of the ids: together they tell a row that is lost from one that comes twice. */
  async function sum(connection: SqlConnection, sql: string): Promise<[count: number, sum: bigint]> {
    const result = await client.execute(connection, { sql }, noAbort);
    let [count, total] = [0, 0n];
    for (let page = await result.nextPage(10_000); page; page = await result.nextPage(10_000)) {
      assert.equal(page.firstRow, count);
      for (const id of decode(page).getChildAt(0).toArray() as BigInt64Array) total += id;
      count += page.rowCount;
    }
    return [count, total];
  }
  const whole = [rows, (BigInt(rows) * BigInt(rows - 1)) / 2n];

  async function exported(connection: SqlConnection): Promise<string[]> {
    const file = join(folder, "rows.csv");
    await client.exportResult(connection, { sql: sequence }, { format: "csv", file }, noAbort);
    const text = await readFile(file, "utf8");
    await rm(file);
    return text.split("\n");
  }

  for (const trouble of harmless) {
    it(`loses no row to ${trouble.what}`, async () => {
      assert.deepEqual(await sum(await connect(trouble), sequence), whole);
      assert.deepEqual(emulator.current.faults.list, [], "faults are left over");
      // Up to the rows, an export is the same.
      if (!trouble.faults.some(({ match }) => match === "FetchResults")) return;
      const lines = await exported(await connect(trouble));
      assert.deepEqual([lines.length, lines[0], lines[rows], lines[rows + 1]], [rows + 2, "id", String(rows - 1), ""]);
    });
  }

  for (const trouble of fatal) {
    it(`says what happened and what next after ${trouble.what}`, async () => {
      const check = (error: unknown): true => {
        assert.ok(error instanceof PwafError, String(error));
        assert.equal(error.reason, trouble.reason, error.message);
        assert.match(error.message, trouble.message);
        assert.match(error.hint ?? "", trouble.hint);
        return true;
      };
      const connection = await connect(trouble);
      await assert.rejects(sum(connection, sequence), check);
      assert.equal(calls(emulator.current).filter((call) => call === "ExecuteStatement").length, 1, "it ran twice");
      await assert.rejects(exported(await connect(trouble)), check);
      assert.deepEqual(await readdir(folder), []);
      emulator.current.faults.clear();
      if (!trouble.token) assert.deepEqual(await sum(connection, sequence), whole, "the next statement");
    });
  }

  it("has a token replaced once, when several calls find it refused", async () => {
    const expired = emulator.current.createToken({ lifetimeSeconds: -1 });
    let token = emulator.current.createToken();
    const refusals = new Set<string>();
    const connection = warehouse(emulator.current, {
      token: async (refused) => {
        if (refused !== undefined) refusals.add(refused);
        if (refused === token) token = emulator.current.createToken();
        return token;
      },
    });
    const open = async () => await client.execute(connection, { sql: sequence }, noAbort);
    const results = [await open(), await open()];
    for (const result of results) await result.nextPage(10_000);
    token = expired;
    const pages = await Promise.all(results.map((result) => result.nextPage(10_000)));
    assert.deepEqual([pages.map((page) => page?.rowCount), [...refusals]], [[10_000, 10_000], [expired]]);
    for (const result of results) await result.close();
  });

  it("writes no token to the log", () => {
    assert.ok(lines.length > 0);
    for (const line of lines) assert.doesNotMatch(line, /\bdapi[0-9a-f]|Bearer/);
  });
});

describe("SQL driver process", function () {
  this.timeout(60_000);
  const emulator = runningEmulator();

  it("that runs out of memory says so once, and the next statement works", async () => {
    const { client } = testClient({ env: { ...process.env, NODE_OPTIONS: "--max-old-space-size=40" } });
    try {
      const folder = await mkdtemp(join(tmpdir(), "pwaf-memory-"));
      // Parquet needs a whole page as JavaScript values, and these have two million of them.
      const columns = Array.from({ length: 200 }, (_, i) => `id + ${i} AS c${i}`).join(", ");
      const sql = `SELECT ${columns} FROM range(10000)`;
      const options = { format: "parquet", file: join(folder, "rows.parquet") } as const;
      const connection = warehouse(emulator.current);
      await assert.rejects(client.exportResult(connection, { sql }, options, noAbort), {
        reason: "dropped",
        message: "The SQL driver process ran out of memory.",
        hint: /fewer rows or columns/,
      });
      assert.deepEqual(await readdir(folder), []);
      const result = await client.execute(connection, { sql: "SELECT 5 AS n" }, noAbort);
      assert.equal((await result.nextPage(10))?.rowCount, 1);
      await rm(folder, { recursive: true });
    } finally {
      client.dispose();
    }
  });
});
