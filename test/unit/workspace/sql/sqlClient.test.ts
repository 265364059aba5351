import assert from "node:assert/strict";
import type { Emulator } from "../../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../../src/emulator/emulator.ts";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { SqlError } from "../../../../src/workspace/sql/sqlError.ts";
import type { SqlConnection } from "../../../../src/workspace/sql/types.ts";
import { allPages, calls, decode, firstRow, untilCalled, warehouse, workCalls } from "./emulated.ts";
import type { TestClient } from "./testClient.ts";
import { noAbort, sampleToken, testClient } from "./testClient.ts";

/** Keeps a server busy for longer than any test waits. */
const endless = "SELECT sum(a.id * b.id) AS s FROM range(10000000) a CROSS JOIN range(10000000) b";

describe("SQL client", function () {
  this.timeout(60_000);
  let emulator: Emulator;
  let test: TestClient;
  let connection: SqlConnection;

  before(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    test = testClient();
    connection = warehouse(emulator);
    await run("SELECT 1");
  });
  after(async () => {
    test.client.dispose();
    await emulator.close();
  });
  beforeEach(() => {
    emulator.requests.clear();
    emulator.faults.clear();
  });

  const open = (sql: string, changes: Partial<SqlConnection> = {}) =>
    test.client.execute({ ...connection, ...changes }, { sql }, noAbort);
  async function run(sql: string, changes: Partial<SqlConnection> = {}) {
    const result = await open(sql, changes);
    return { columns: result.columns, pages: await allPages(result) };
  }
  async function failure(work: Promise<unknown>): Promise<PwafError> {
    const error: unknown = await work.then(
      () => assert.fail("it went through"),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof PwafError, String(error));
    return error;
  }

  describe("values", () => {
    it("arrive exactly, whatever their type", async () => {
      const { columns, pages } = await run(`SELECT
        9007199254740993 AS big, CAST('12345678901234567890.12' AS DECIMAL(38,2)) AS dec,
        CAST('2024-02-29 05:06:07.678901' AS TIMESTAMP) AS ts, DATE '2024-02-29' AS day,
        CAST(NULL AS STRING) AS nothing, X'00ff' AS bytes, true AS yes, CAST(1.5 AS FLOAT) AS f, 'ä🧱' AS text`);
      assert.deepEqual(
        columns.map(({ name, type }) => `${name} ${type}`),
        [
          "big BIGINT",
          "dec DECIMAL(38,2)",
          "ts TIMESTAMP",
          "day DATE",
          "nothing STRING",
          "bytes BINARY",
          "yes BOOLEAN",
          "f FLOAT",
          "text STRING",
        ],
      );
      const [big, dec, ts, , nothing, bytes, yes, f, text] = firstRow(pages[0]);
      assert.deepEqual(
        [big, dec, nothing, bytes, yes, f, text],
        [9007199254740993n, 1234567890123456789012n, null, Uint8Array.of(0, 255), true, 1.5, "ä🧱"],
      );
      assert.equal(ts, Date.UTC(2024, 1, 29, 5, 6, 7, 678) + 0.901);
    });

    it("arrive nested", async () => {
      const { columns, pages } = await run(
        "SELECT array(1, NULL, 3) AS a, map('k', 1) AS m, named_struct('x', 1, 'y', 'z') AS s",
      );
      assert.deepEqual(
        columns.map(({ type }) => type.split("<")[0]),
        ["ARRAY", "MAP", "STRUCT"],
      );
      const [list, map, struct] = firstRow(pages[0]);
      assert.deepEqual([[...(list as Iterable<number>)], map, struct], [[1, null, 3], [["k", 1]], { x: 1, y: "z" }]);
    });

    it("keep columns of the same name apart", async () => {
      const { columns, pages } = await run("SELECT 1 AS a, 'two' AS a, 3 AS b");
      assert.deepEqual(
        columns.map(({ name }) => name),
        ["a", "a", "b"],
      );
      assert.deepEqual(firstRow(pages[0]), [1, "two", 3]);
    });

    it("may be a megabyte long", async () => {
      const { pages } = await run("SELECT repeat('x', 1048576) AS s");
      assert.equal((firstRow(pages[0])[0] as string).length, 1_048_576);
    });

    it("may be none", async () => {
      const { columns, pages } = await run("SELECT id FROM range(0)");
      assert.deepEqual([columns, pages], [[{ name: "id", type: "BIGINT" }], []]);
    });

    it("may not exist, as of a statement that answers nothing", async () => {
      assert.deepEqual(await run("CREATE TABLE main.default.sql_client_test (id INT)"), { columns: [], pages: [] });
      await run("DROP TABLE main.default.sql_client_test");
    });
  });

  describe("pages", () => {
    it("come in the sizes asked for, complete and in order", async () => {
      const result = await open("SELECT id FROM range(25000)");
      const pages = [await result.nextPage(5), await result.nextPage(10_000), ...(await allPages(result, 20_000))];
      assert.deepEqual(
        pages.map((page) => [page?.firstRow, page?.rowCount, page?.last]),
        [
          [0, 1000, false],
          [1000, 10_000, false],
          [11_000, 14_000, true],
        ],
      );
      for (const page of pages) assert.equal(decode(page).getChildAt(0).at(0), BigInt(page?.firstRow ?? -1));
      assert.equal(await result.nextPage(1), undefined);
    });

    it("begin as small as the statement says", async () => {
      const result = await test.client.execute(
        connection,
        { sql: "SELECT id FROM range(500)", firstRows: 101 },
        noAbort,
      );
      assert.equal((await result.nextPage(10_000))?.rowCount, 101);
      await result.close();
    });

    it("are fetched only when asked for, and freed after the last", async () => {
      const result = await open("SELECT id FROM range(12000)");
      await result.nextPage(10_000);
      assert.deepEqual(calls(emulator), ["ExecuteStatement"]);
      await result.nextPage(10_000);
      await result.nextPage(10_000);
      await untilCalled(emulator, "CloseOperation");
      assert.deepEqual(calls(emulator), ["ExecuteStatement", "FetchResults", "FetchResults", "CloseOperation"]);
    });

    it("of a million rows pass through without piling up in the driver process", async function () {
      const result = await open(
        "SELECT id, CAST(id AS INT) AS i, id * 1.5D AS d, repeat('x', 100) AS s FROM range(1000000)",
      );
      let rows = 0;
      let bytes = 0;
      for (let page = await result.nextPage(10_000); page; page = await result.nextPage(10_000)) {
        assert.equal(page.firstRow, rows);
        rows += page.rowCount;
        bytes += page.arrow.byteLength;
      }
      assert.equal(rows, 1_000_000);
      assert.ok(bytes > 120_000_000);
      const peak = await peakMemory(driverPid(test));
      if (peak === undefined) {
        console.log("        (peak memory of another process can only be read on Linux)");
        this.skip();
      }
      // The process alone takes about 110 MB; keeping the rows would more than double that.
      assert.ok(peak < 220_000_000, `peak memory ${peak}`);
    });
  });

  describe("cancelling", () => {
    it("before the server has answered cancels on the server as soon as it names the operation", async () => {
      const abort = new AbortController();
      const running = test.client.execute(connection, { sql: endless }, abort.signal);
      await untilCalled(emulator, "ExecuteStatement");
      abort.abort();
      assert.equal((await failure(running)).reason, "cancelled");
      assert.deepEqual(calls(emulator), ["ExecuteStatement"]);
      await untilCalled(emulator, "CancelOperation");
    });

    it("while the server works on it cancels there at once", async () => {
      const abort = new AbortController();
      const running = test.client.execute(connection, { sql: endless }, abort.signal);
      await untilCalled(emulator, "GetOperationStatus");
      abort.abort();
      assert.equal((await failure(running)).reason, "cancelled");
      await untilCalled(emulator, "CancelOperation");
    });

    it("while the session opens never sends the statement", async () => {
      const abort = new AbortController();
      emulator.faults.add({ match: "OpenSession", kind: "slow", delayMs: 300 });
      const running = test.client.execute({ ...connection, user: "somebody new" }, { sql: "SELECT 1" }, abort.signal);
      await untilCalled(emulator, "OpenSession");
      abort.abort();
      assert.equal((await failure(running)).reason, "cancelled");
      await untilCalled(emulator, "CloseSession");
      assert.deepEqual(workCalls(emulator), ["OpenSession"]);
    });

    it("while rows are fetched cancels on the server", async () => {
      const result = await open("SELECT id FROM range(100000)");
      await result.nextPage(1000);
      emulator.faults.add({ match: "FetchResults", kind: "slow", delayMs: 60_000 });
      const page = result.nextPage(10_000);
      const cancelled = failure(page);
      await untilCalled(emulator, "FetchResults");
      await result.close();
      assert.equal((await cancelled).reason, "cancelled");
      assert.deepEqual(calls(emulator), ["ExecuteStatement", "FetchResults", "CancelOperation"]);
      assert.equal((await failure(result.nextPage(1))).reason, "cancelled");
    });

    it("between pages closes the operation, once", async () => {
      const result = await open("SELECT id FROM range(100000)");
      await result.nextPage(1000);
      await Promise.all([result.close(), result.close()]);
      await result.close();
      assert.deepEqual(calls(emulator), ["ExecuteStatement", "CloseOperation"]);
    });
  });

  describe("errors of the statement", () => {
    it("say what the server says, and where", async () => {
      const error = await failure(run("SELECT *\n  FRM nowhere"));
      assert.ok(error instanceof SqlError);
      assert.match(error.message, /^\[PARSE_SYNTAX_ERROR\]/);
      assert.deepEqual(error.problem, { sqlState: "42601", errorClass: "PARSE_SYNTAX_ERROR", line: 2, column: 3 });
    });

    it("name a table that is not there", async () => {
      const error = await failure(run("SELECT * FROM main.default.`no such <b>table</b>`"));
      assert.ok(error instanceof SqlError);
      assert.equal(error.problem.errorClass, "TABLE_OR_VIEW_NOT_FOUND");
      assert.ok(error.message.includes("no such <b>table</b>"));
    });

    it("leave the session usable", async () => {
      await failure(run("SELECT"));
      emulator.requests.clear();
      await run("SELECT 1");
      assert.deepEqual(workCalls(emulator), ["ExecuteStatement"]);
    });
  });

  describe("sessions", () => {
    it("are shared by statements, so that USE lasts", async () => {
      const mine = { user: "USE lasts" };
      await run("USE SCHEMA sales", mine);
      const { pages } = await run("SELECT current_schema() AS s", mine);
      assert.deepEqual(firstRow(pages[0]), ["sales"]);
      assert.equal(calls(emulator).filter((call) => call === "OpenSession").length, 1);
    });

    it("are not shared between users or namespaces", async () => {
      await run("SELECT 1", { user: "one" });
      await run("SELECT 1", { user: "two" });
      await test.client.execute(connection, { sql: "SELECT 1", catalog: "main", schema: "default" }, noAbort);
      assert.equal(calls(emulator).filter((call) => call === "OpenSession").length, 3);
    });

    it("that the server has forgotten are opened anew", async () => {
      const first = await startEmulator({ httpPort: 0, httpsPort: 0 });
      const port = Number(new URL(first.httpUrl).port);
      let token = first.createToken();
      const there = { ...connection, port, httpPath: first.httpPath, token: async () => token };
      await run("SELECT 1", there);
      await first.close();
      const second = await startEmulator({ httpPort: port, httpsPort: 0 });
      token = second.createToken();
      const { pages } = await run("SELECT 2 AS n", { ...there, httpPath: second.httpPath });
      assert.deepEqual(firstRow(pages[0]), [2]);
      assert.deepEqual(workCalls(second), ["ExecuteStatement", "OpenSession", "ExecuteStatement"]);
      await second.close();
    });

    it("are closed on the server when the client goes", async () => {
      const other = testClient();
      await allPages(await other.client.execute(connection, { sql: "SELECT 1" }, noAbort));
      other.client.dispose();
      await untilCalled(emulator, "CloseSession");
    });
  });

  describe("a server in trouble", () => {
    for (const rpc of ["OpenSession", "ExecuteStatement", "FetchResults"]) {
      it(`is asked again for ${rpc} after 429 and 503`, async () => {
        emulator.faults.add({ match: rpc, kind: "status", status: 429, retryAfter: 1 });
        emulator.faults.add({ match: rpc, kind: "status", status: 503 });
        const { pages } = await run("SELECT id FROM range(3000)", { user: `patient ${rpc}` });
        assert.equal(
          pages.reduce((sum, page) => sum + page.rowCount, 0),
          3000,
        );
        assert.ok(calls(emulator).filter((call) => call === rpc).length >= 3);
      });
    }

    it("is not sent a statement again that may have run", async () => {
      emulator.faults.add({ match: "ExecuteStatement", kind: "reset" });
      const error = await failure(run("SELECT 1"));
      assert.deepEqual([error.reason, error.hint], ["dropped", "Run the statement again."]);
      assert.deepEqual(workCalls(emulator), ["ExecuteStatement"]);
    });

    it("is asked for rows again after a dropped connection", async () => {
      emulator.faults.add({ match: "FetchResults", kind: "reset", times: 2 });
      const { pages } = await run("SELECT id FROM range(30000)");
      const ids = pages.flatMap((page) => Array.from(decode(page).getChildAt(0).toArray() as BigInt64Array, Number));
      assert.deepEqual([ids.length, ids.every((id, i) => id === i)], [30_000, true]);
    });

    it("fails between pages with the reason, and the result is freed", async () => {
      for (const [status, reason] of [
        [401, "unauthenticated"],
        [403, "forbidden"],
      ] as const) {
        const result = await open("SELECT id FROM range(30000)");
        await result.nextPage(1000);
        emulator.requests.clear();
        emulator.faults.add({ match: "FetchResults", kind: "status", status });
        assert.equal((await failure(result.nextPage(10_000))).reason, reason);
        await untilCalled(emulator, "CloseOperation");
      }
    });

    it("that answers with a login page is told apart, at any call", async () => {
      for (const rpc of ["OpenSession", "ExecuteStatement", "FetchResults"]) {
        emulator.faults.add({ match: rpc, kind: "html" });
        assert.equal(
          (await failure(run("SELECT id FROM range(3000)", { user: `html ${rpc}` }))).reason,
          "bad-response",
        );
      }
    });
  });

  describe("tokens", () => {
    it("are asked for before each call, so that a refreshed one is used for the next page", async () => {
      let asked = 0;
      const token = async (): Promise<string> => {
        asked++;
        return asked <= 3 ? emulator.createToken() : emulator.createToken({ lifetimeSeconds: -1 });
      };
      const result = await open("SELECT id FROM range(30000)", { user: "refreshing", token });
      await result.nextPage(1000);
      assert.equal(asked, 2);
      await result.nextPage(1000);
      assert.equal(asked, 3);
      assert.equal((await failure(result.nextPage(1000))).reason, "unauthenticated");
    });

    it("never reach the log", () => {
      assert.ok(test.lines.length > 0);
      for (const line of test.lines)
        assert.ok(!/\bdapi[0-9a-f]|Bearer/.test(line) && !line.includes(sampleToken), line);
    });
  });

  describe("the process", () => {
    it("says who we are on every call, and nothing about the tool that runs us", async () => {
      const other = testClient({ env: { ...process.env, CLAUDECODE: "1" } });
      await allPages(await other.client.execute(connection, { sql: "SELECT id FROM range(2000)" }, noAbort));
      other.client.dispose();
      await untilCalled(emulator, "CloseSession");
      const agents = new Set(emulator.requests.entries.map((request) => request.userAgent));
      assert.equal(agents.size, 1);
      assert.match(
        [...agents][0] ?? "",
        /^NodejsDatabricksSqlConnector\/2\.1\.0 \(PwafToolkit_VSCode\/0\.1\.0; Node\.js [\d.]+; [^)]+\)$/,
      );
    });

    it("that crashes fails what is open, and a fresh one runs the next statement", async () => {
      const result = await open("SELECT id FROM range(30000)");
      await result.nextPage(1000);
      emulator.faults.add({ match: "FetchResults", kind: "slow", delayMs: 60_000 });
      const page = failure(result.nextPage(1000));
      await untilCalled(emulator, "FetchResults");
      const before = driverPid(test);
      process.kill(before, "SIGKILL");
      const error = await page;
      assert.deepEqual([error.reason, /SIGKILL/.test(error.message)], ["dropped", true]);
      await result.close();
      emulator.faults.clear();
      const { pages } = await run("SELECT 5 AS n");
      assert.deepEqual(firstRow(pages[0]), [5]);
      assert.notEqual(driverPid(test), before);
    });

    it("ends when it is not needed, and comes back", async () => {
      const other = testClient({ idleTimeout: 1 });
      await allPages(await other.client.execute(connection, { sql: "SELECT 1" }, noAbort));
      const before = driverPid(other);
      while (!other.lines.some((line) => line.includes("ended (exit code 0)")))
        await new Promise((resolve) => setTimeout(resolve, 10));
      await allPages(await other.client.execute(connection, { sql: "SELECT 1" }, noAbort));
      assert.notEqual(driverPid(other), before);
      other.client.dispose();
    });

    it("writes nothing to standard output or error", () => {
      assert.deepEqual(
        test.lines.filter((line) => /SQL driver std(out|err)/.test(line)),
        [],
      );
    });
  });

  describe("TLS", () => {
    const secure = (): SqlConnection => {
      const { host, httpPath, userAgent, token } = connection;
      return { host, port: Number(new URL(emulator.httpsUrl).port), httpPath, userAgent, token };
    };

    it("refuses a certificate that nobody vouches for, and sends nothing", async () => {
      const error = await failure(test.client.execute(secure(), { sql: "SELECT 1" }, noAbort));
      assert.equal(error.reason, "tls");
      assert.match(error.hint ?? "", /NODE_EXTRA_CA_CERTS/);
      assert.deepEqual(workCalls(emulator), []);
    });

    it("trusts the authorities of NODE_EXTRA_CA_CERTS", async () => {
      const other = testClient({ env: { ...process.env, NODE_EXTRA_CA_CERTS: emulator.caFile } });
      const pages = await allPages(await other.client.execute(secure(), { sql: "SELECT 1 AS n" }, noAbort));
      assert.deepEqual(firstRow(pages[0]), [1]);
      other.client.dispose();
    });
  });
});

/** Id of the process that runs now. */
function driverPid({ lines }: TestClient): number {
  const started = lines
    .map((line) => /SQL driver process (\d+) started/.exec(line)?.[1])
    .filter((pid) => pid !== undefined);
  return Number(started.at(-1));
}

/** The most memory a process has ever held, in bytes, where the system tells. */
async function peakMemory(pid: number): Promise<number | undefined> {
  const { readFile } = await import("node:fs/promises");
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return peak === undefined ? undefined : Number(peak) * 1024;
}
