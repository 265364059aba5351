import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { columnFromArray, tableFromColumns, tableToIPC } from "@uwdata/flechette";
import type { ErrorReason } from "../../../../src/core/base/errors.ts";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { cloudHosts } from "../../../../src/emulator/http/cloudHosts.ts";
import type { Fault } from "../../../../src/emulator/faults.ts";
import { resultFilesPrefix } from "../../../../src/emulator/statements/resultFiles.ts";
import { LinkedFiles } from "../../../../src/workspace/sql/cloudFetch/linkedFiles.ts";
import type { LinkList, ResultLink } from "../../../../src/workspace/sql/cloudFetch/resultLinks.ts";
import type { SqlConnection } from "../../../../src/workspace/sql/types.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { allPages, calls, decode, warehouse } from "./emulated.ts";
import { noAbort, testClient } from "./testClient.ts";

/** More than one list of links holds, and a last file that is not full. */
const rows = 230_500;
const sequence = `SELECT id FROM range(${rows})`;
const whole = [rows, (BigInt(rows) * BigInt(rows - 1)) / 2n];

interface Trouble {
  readonly what: string;
  readonly faults?: readonly Omit<Fault, "match">[];
  readonly other?: readonly Fault[];
  /** Lifetime of the links that the statement comes with; later ones live on. */
  readonly seconds?: number;
  /** Asking for the same file is not enough: another link is wanted. */
  readonly renews?: true;
}

/** Lists of links that the whole result takes, after those that come with the statement's answer. */
const listsOfLinks = 2;

interface Failure extends Trouble {
  readonly reason: ErrorReason;
  readonly message: RegExp;
  readonly hint: RegExp;
}

/** An answer that breaks off: it promises more than it holds, or ends as if that were all. */
const cutShort = (headers: Readonly<Record<string, string>>): Omit<Fault, "match"> => ({
  kind: "answer",
  headers: { connection: "close", ...headers },
  after: 3,
});

const harmless: readonly Trouble[] = [
  { what: "nothing at all" },
  { what: "links that have expired at once", seconds: 0, renews: true },
  { what: "a link that has expired in the middle", faults: [{ kind: "status", status: 403, after: 5 }], renews: true },
  { what: "several that have", faults: [{ kind: "status", status: 403, times: 4, after: 2 }] },
  {
    what: "a link that Google's storage finds expired",
    faults: [{ kind: "status", status: 400, after: 5 }],
    renews: true,
  },
  { what: "a file that has moved", faults: [{ kind: "status", status: 404, after: 11 }], renews: true },
  { what: "an error of the storage", faults: [{ kind: "status", status: 500, times: 2, after: 4 }] },
  { what: "busy storage", faults: [{ kind: "status", status: 503, times: 3, after: 4 }] },
  { what: "a file that is cut short", faults: [cutShort({ "content-length": "5000" })] },
  { what: "a file that ends too early, as if it were whole", faults: [cutShort({})] },
  { what: "a login page in place of a file", faults: [{ kind: "html", after: 2 }] },
  { what: "connections that break", faults: [{ kind: "reset", times: 3, after: 2 }] },
  { what: "a slow link", faults: [{ kind: "slow", delayMs: 400, times: 2 }] },
  {
    what: "a list of links that is refused for a while",
    other: [{ match: "FetchResults", kind: "status", status: 429 }],
  },
  { what: "a list of links that is lost", other: [{ match: "FetchResults", kind: "lost" }] },
  {
    what: "a token that a list of links finds expired",
    other: [{ match: "FetchResults", kind: "status", status: 401 }],
  },
  {
    what: "much at once",
    seconds: 0,
    faults: [
      { kind: "reset", after: 1 },
      { kind: "status", status: 403, times: 2, after: 3 },
      { kind: "status", status: 500, after: 4 },
      cutShort({}),
    ],
    other: [{ match: "FetchResults", kind: "lost", after: 1 }],
  },
];

const off = /switch the setting pwaf\.query\.cloudFetch off\.$/;
const always = { times: 1000, after: 3 };
const fatal: readonly Failure[] = [
  {
    what: "storage that refuses",
    faults: [{ kind: "status", status: 403, ...always }],
    reason: "forbidden",
    message: /^The storage 127\.0\.0\.1:\d+ did not give out a part of the result \(HTTP 403\)\.$/,
    hint: off,
  },
  {
    what: "storage that stays broken",
    faults: [{ kind: "status", status: 500, ...always }],
    reason: "server",
    message: /did not give out a part of the result \(HTTP 500\)\.$/,
    hint: off,
  },
  {
    what: "a file that is never whole",
    faults: [{ ...cutShort({}), ...always }],
    reason: "dropped",
    message: /sent a part of the result that is not whole: 0 rows in place of 20000\.$/,
    hint: off,
  },
  {
    what: "a warehouse that stops in the middle",
    other: [{ match: "FetchResults", kind: "restart" }],
    reason: "dropped",
    message: /no longer knows this result\.$/,
    hint: /Run the statement again\./,
  },
];

describe("Results that lie in cloud storage", function () {
  this.timeout(60_000);
  const emulator = runningEmulator({ proxyPort: 0 });
  const { client, lines } = testClient();
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), "pwaf-links-"))));
  after(async () => {
    client.dispose();
    await rm(folder, { recursive: true });
  });
  afterEach(() => {
    emulator.current.faults.clear();
    emulator.current.resultFiles.rules.seconds = 900;
  });

  const downloads = () => emulator.current.requests.entries.filter(({ path }) => path.startsWith(resultFilesPrefix));

  async function connect({ faults = [], other = [], seconds = 900 }: Trouble): Promise<SqlConnection> {
    const { faults: list, requests, resultFiles } = emulator.current;
    list.clear();
    requests.clear();
    resultFiles.rules.seconds = seconds;
    for (const fault of faults) list.add({ match: `GET ${resultFilesPrefix}`, ...fault });
    for (const fault of other) list.add(fault);
    let token = emulator.current.createToken();
    return warehouse(emulator.current, {
      token: async (refused) => (refused === token ? (token = emulator.current.createToken()) : token),
    });
  }

  /** Number and sum of the ids: together they tell a row that is lost from one that comes twice. */
  async function sum(connection: SqlConnection): Promise<[count: number, sum: bigint]> {
    const result = await client.execute(connection, { sql: sequence, cloudFetch: true }, noAbort);
    // Whatever links come from now on live long enough.
    emulator.current.resultFiles.rules.seconds = 900;
    let [count, total] = [0, 0n];
    for (let page = await result.nextPage(1000); page; page = await result.nextPage(1000)) {
      assert.equal(page.firstRow, count);
      for (const id of decode(page).getChildAt(0).toArray() as BigInt64Array) total += id;
      count += page.rowCount;
      assert.equal(page.last, count === rows);
    }
    return [count, total];
  }

  async function exported(connection: SqlConnection): Promise<string[]> {
    const file = join(folder, "rows.csv");
    await client.exportResult(connection, { sql: sequence, cloudFetch: true }, { format: "csv", file }, noAbort);
    const text = await readFile(file, "utf8");
    await rm(file);
    return text.split("\n");
  }

  for (const trouble of harmless) {
    it(`loses no row to ${trouble.what}, and none comes twice`, async () => {
      assert.deepEqual(await sum(await connect(trouble)), whole);
      assert.deepEqual(emulator.current.faults.list, [], "faults are left over");
      assert.ok(downloads().length >= 12);
      const lists = calls(emulator.current).filter((call) => call === "FetchResults").length;
      assert.ok(trouble.renews ? lists > listsOfLinks : lists >= listsOfLinks, `${lists} lists of links`);
      const lines = await exported(await connect({ ...trouble, seconds: 900 }));
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
      await assert.rejects(exported(await connect(trouble)), check);
      assert.deepEqual(await readdir(folder), []);
      assert.deepEqual(await sum(await connect({ what: "" })), whole, "the next statement");
    });
  }

  it("sends the storage what the link asks for, and no token", async () => {
    emulator.current.resultFiles.rules.headers = { "x-amz-server-side-encryption-customer-algorithm": "AES256" };
    try {
      assert.deepEqual(await sum(await connect({ what: "" })), whole);
    } finally {
      emulator.current.resultFiles.rules.headers = {};
    }
    assert.deepEqual([...new Set(downloads().map(({ auth, status }) => `${auth} ${status}`))], ["none 200"]);
  });

  it("brings small results with the answer", async () => {
    const connection = await connect({ what: "" });
    const result = await client.execute(connection, { sql: "SELECT id FROM range(5000)", cloudFetch: true }, noAbort);
    assert.deepEqual(
      (await allPages(result)).map(({ rowCount }) => rowCount),
      [5000],
    );
    assert.deepEqual(downloads(), []);
  });

  it("asks for no links unless told to", async () => {
    const result = await client.execute(await connect({ what: "" }), { sql: sequence }, noAbort);
    await allPages(result);
    assert.deepEqual(downloads(), []);
  });

  it("brings no more files than may wait, and stops when it is cancelled", async () => {
    const connection = await connect({ what: "" });
    const result = await client.execute(
      connection,
      { sql: "SELECT id FROM range(2000000)", cloudFetch: true },
      noAbort,
    );
    await result.nextPage(1000);
    await result.nextPage(1000);
    await result.close();
    const begun = downloads().length;
    assert.ok(begun <= 2 + 4, `${begun} files for two pages`);
    await assert.rejects(result.nextPage(1000), { reason: "cancelled" });
    assert.ok(calls(emulator.current).includes("CloseOperation"));
    assert.equal(downloads().length, begun);
  });

  it("leaves no part of a file behind when it is cancelled while a link is slow", async () => {
    const connection = await connect({ what: "", faults: [{ kind: "slow", delayMs: 60_000, times: 100, after: 3 }] });
    const abort = new AbortController();
    const file = join(folder, "rows.csv");
    const statement = { sql: sequence, cloudFetch: true };
    const started = performance.now();
    const going = client.exportResult(connection, statement, { format: "csv", file }, abort.signal, () =>
      abort.abort(),
    );
    await assert.rejects(going, { reason: "cancelled" });
    assert.ok(performance.now() - started < 20_000);
    assert.deepEqual(await readdir(folder), []);
  });

  for (const format of ["arrow", "parquet", "jsonl"] as const) {
    it(`writes the same ${format} as from rows that come with the answers`, async () => {
      const connection = await connect({ what: "" });
      const sql = "SELECT id, 1.50 AS price, 'ä' AS name, NULL AS nothing FROM range(60000)";
      const sizes: number[] = [];
      for (const cloudFetch of [false, true]) {
        const file = join(folder, `rows.${format}`);
        const { rows: written } = await client.exportResult(connection, { sql, cloudFetch }, { format, file }, noAbort);
        assert.equal(written, 60_000);
        sizes.push((await stat(file)).size);
        await rm(file);
      }
      const [inline = 0, linked = 0] = sizes;
      // Pages of other sizes make other headers.
      assert.ok(Math.abs(inline - linked) < inline / 50, sizes.join(" and "));
    });
  }

  it("goes through the proxy to the storage", async () => {
    const { current } = emulator;
    const { protocol: _, ...there } = warehouse(current, { host: cloudHosts[0], port: 443 });
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: current.caFile };
    const behind = testClient({ env });
    try {
      current.requests.clear();
      const connection = { ...there, proxy: current.proxyUrl ?? assert.fail("there is no proxy") };
      const result = await behind.client.execute(connection, { sql: sequence, cloudFetch: true }, noAbort);
      const pages = await allPages(result);
      assert.equal(
        pages.reduce((count, page) => count + page.rowCount, 0),
        rows,
      );
      assert.ok(downloads().length >= 12);
    } finally {
      behind.client.dispose();
    }
  });

  describe("that are listed oddly", () => {
    const link = (firstRow: number, rowCount: number): ResultLink => ({
      url: `https://storage.example.com/${firstRow}`,
      expiresAt: Infinity,
      firstRow,
      rowCount,
      byteCount: 1,
      headers: {},
    });
    /** An Arrow stream with as many rows as the link says. */
    const fileOf = ({ rowCount }: ResultLink): Uint8Array<ArrayBuffer> => {
      const table = tableFromColumns({ n: columnFromArray(Array.from({ length: rowCount }, (_, i) => i)) });
      return new Uint8Array(tableToIPC(table, { format: "stream" }) ?? []);
    };
    async function firstRows(lists: readonly LinkList[]): Promise<number[]> {
      const [first = { links: [], hasMore: false }, ...others] = lists;
      const left = [...others];
      const files = new LinkedFiles({
        first,
        list: async () => left.shift() ?? assert.fail("asked too often"),
        download: async (asked) => fileOf(asked),
        explain: (error) => error,
        signal: noAbort,
        log: () => undefined,
      });
      const found: number[] = [];
      for (let file = await files.next(); file; file = await files.next()) found.push(file.firstRow);
      return found;
    }

    it("come once, though a list repeats what was known, and one is empty", async () => {
      const lists = [
        { links: [link(0, 3), link(3, 3)], hasMore: true },
        { links: [], hasMore: true },
        { links: [link(3, 3), link(6, 2)], hasMore: true },
        { links: [], hasMore: false },
      ];
      assert.deepEqual(await firstRows(lists), [0, 3, 6]);
    });

    it("are an error where rows have no link", async () => {
      const lists = [
        { links: [link(0, 3)], hasMore: true },
        { links: [link(4, 3)], hasMore: false },
      ];
      await assert.rejects(firstRows(lists), { reason: "dropped", message: /no longer offers some of the rows/ });
    });
  });

  it("writes no link to the log", () => {
    assert.ok(lines.some((line) => line.includes("file of rows from")));
    for (const line of lines) assert.doesNotMatch(line, /X-Amz-|result-files|\bdapi[0-9a-f]/);
  });
});
