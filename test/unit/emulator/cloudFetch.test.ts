import assert from "node:assert/strict";
import { resultFilesPrefix } from "../../../src/emulator/statements/resultFiles.ts";
import { openSession } from "./sqlClient.ts";
import { runningEmulator } from "./running.ts";

type Sql = Awaited<ReturnType<typeof openSession>>;

/** Every type, more rows than come inline. */
const everyType =
  "SELECT r.id AS row, t.* FROM range(7000) r, main.`odd names`.all_types t WHERE t.c_boolean OR t.c_boolean IS NULL ORDER BY r.id, t.c_int";

const ways = [
  { useCloudFetch: false, useLZ4Compression: true },
  // The driver asks for compression only where it does not download.
  { useCloudFetch: true, useLZ4Compression: false },
];

describe("emulator: how results travel to the stock Node driver", () => {
  let sql: Sql;
  after(() => sql.close());
  const emulator = runningEmulator();
  before(async () => {
    sql = await openSession(emulator.current, { exact: true });
  });

  const downloads = () => emulator.current.requests.entries.filter(({ path }) => path.startsWith(resultFilesPrefix));

  for (const way of ways) {
    const files = way.useCloudFetch ? "in files" : "inline";
    it(`brings the same values ${files}, ${way.useLZ4Compression ? "compressed" : "plain"}`, async () => {
      const inline = await sql.rows(everyType, { useCloudFetch: false, useLZ4Compression: false });
      assert.equal(inline.length, 14_000);
      emulator.current.requests.clear();
      assert.deepEqual(await sql.rows(everyType, way), inline);
      assert.equal(downloads().length > 0, way.useCloudFetch);
      assert.deepEqual(
        [...new Set(downloads().map(({ auth, status }) => `${auth} ${status}`))],
        way.useCloudFetch ? ["none 200"] : [],
      );
    });
  }

  it("brings small results inline", async () => {
    emulator.current.requests.clear();
    assert.equal((await sql.rows("SELECT * FROM range(5000)", { useCloudFetch: true })).length, 5000);
    assert.deepEqual(downloads(), []);
  });

  it("brings a result of many pages in many files", async () => {
    emulator.current.requests.clear();
    const rows = await sql.rows("SELECT id, 'row ' || id AS text FROM range(150000)", { maxRows: 50_000 });
    assert.ok(rows.every(({ id, text }, i) => id === BigInt(i) && text === `row ${i}`));
    assert.equal(rows.length, 150_000);
    assert.ok(downloads().length >= 8);
  });

  it("lets storage ask for headers", async () => {
    const { rules } = emulator.current.resultFiles;
    rules.headers = { "x-amz-server-side-encryption-customer-algorithm": "AES256" };
    assert.equal((await sql.rows("SELECT * FROM range(6000)")).length, 6000);
    rules.headers = {};
  });

  it("lets links expire", async () => {
    const { rules } = emulator.current.resultFiles;
    rules.seconds = 0;
    await assert.rejects(sql.rows("SELECT * FROM range(6000)"), /link has expired/);
    rules.seconds = 900;
    assert.equal((await sql.rows("SELECT * FROM range(6000)")).length, 6000);
  });

  it("refuses to divide by zero, also when rows are already on their way", async () => {
    await assert.rejects(sql.rows("SELECT 1/0"), /\[DIVIDE_BY_ZERO\]/);
    // A status of the driver's own is no Error.
    await assert.rejects(sql.rows("SELECT 1 / (id - 60000) FROM range(90000)", { maxRows: 1000 }), {
      message: /\[DIVIDE_BY_ZERO\]/,
    });
    await sql.rows("SET ansi_mode = false");
    assert.deepEqual(await sql.rows("SELECT 1/0 AS nothing"), [{ nothing: null }]);
    await sql.rows("SET ansi_mode = true");
  });

  it("notes what ran under the id that the driver knows", async () => {
    const operation = await sql.session.executeStatement("SELECT id FROM range(17)", {
      queryTags: { team: "a:b", nightly: null },
    });
    await operation.fetchAll();
    await operation.close();
    const noted = emulator.current.statements.entries.find(({ id }) => id === operation.id);
    assert.ok(noted);
    assert.deepEqual([noted.sql, noted.outcome, noted.rowsProduced], ["SELECT id FROM range(17)", "finished", 17]);
    assert.deepEqual(noted.tags, [{ key: "team", value: "a:b" }, { key: "nightly" }]);
    assert.match(noted.session.client, /Acme_Loader\/1\.2\.0/);
  });
});
