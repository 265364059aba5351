import assert from "node:assert/strict";
import { openSession } from "./sqlClient.ts";
import { runningEmulator } from "./running.ts";

type Sql = Awaited<ReturnType<typeof openSession>>;

describe("emulator: SQL through the stock Node driver", () => {
  let arrow: Sql;
  let columns: Sql;
  // Registered first, because hooks run in order and the sessions must end before the emulator does.
  after(async () => {
    await arrow.close();
    await columns.close();
  });
  const emulator = runningEmulator();

  before(async () => {
    arrow = await openSession(emulator.current, { exact: true });
    columns = await openSession(emulator.current, { arrow: false });
  });

  it("answers in both result formats", async () => {
    for (const sql of [arrow, columns]) {
      assert.deepEqual(await sql.rows("SELECT 1 AS x, 'é' AS s, CAST(NULL AS STRING) AS n"), [
        { x: 1, s: "é", n: null },
      ]);
      assert.deepEqual(await sql.rows("SELECT * FROM main.`odd names`.empty"), []);
      assert.equal((await sql.rows("SELECT * FROM main.sales.orders")).length, 2400);
    }
  });

  it("keeps every type exact in Arrow", async () => {
    const [first, second, third] = await arrow.rows("SELECT * FROM main.`odd names`.all_types");
    assert.ok(first && second && third);
    assert.equal(first["c_bigint"], 9007199254740993n);
    assert.equal(String(first["c_decimal"]), "123456789012345678901234567890123456.78");
    assert.deepEqual(first["c_date"], new Date("2026-02-28T00:00:00Z"));
    assert.deepEqual(first["c_timestamp"], new Date("2026-01-02T03:04:05.678Z"));
    assert.deepEqual(first["c_binary"], Buffer.from([0, 1, 255]));
    assert.deepEqual(first["c_array"], [1, null, 3]);
    assert.deepEqual(first["c_struct"], { a: 1, b: { c: "x", d: [new Date("2026-01-01T00:00:00Z")] } });
    assert.equal(second["c_boolean"], false);
    assert.equal(second["c_tinyint"], -128);
    assert.equal(second["c_double"], Infinity);
    assert.deepEqual(
      Object.values(third).filter((value) => value !== null),
      [],
    );
  });

  it("gives columns as text where they have no type of their own", async () => {
    const [first, , third] = await columns.rows("SELECT * FROM main.`odd names`.all_types");
    assert.ok(first && third);
    assert.equal(first["c_timestamp"], "2026-01-02 03:04:05.678901");
    assert.equal(first["c_date"], "2026-02-28");
    assert.deepEqual(first["c_map"], { a: 1.1, b: null });
    assert.deepEqual(first["c_array"], [1, null, 3]);
    assert.equal(first["c_smallint"], 32767);
    assert.deepEqual(
      Object.values(third).filter((value) => value !== null),
      [],
    );
  });

  it("lists duplicate column names in the schema", async () => {
    const operation = await arrow.session.executeStatement("SELECT 1 AS a, 2 AS a");
    const schema = await operation.getSchema();
    assert.deepEqual(
      schema?.columns.map((column) => column.columnName),
      ["a", "a"],
    );
    await operation.close();
  });

  it("streams 200 000 rows page by page", async () => {
    for (const sql of [arrow, columns]) {
      const operation = await sql.session.executeStatement(
        "SELECT id, 'row number ' || id AS text FROM range(200000)",
        { maxRows: 10_000 },
      );
      let count = 0;
      let sum = 0;
      while (await operation.hasMoreRows()) {
        const page = (await operation.fetchChunk({ maxRows: 10_000, disableBuffering: true })) as {
          id: bigint | number;
          text: string;
        }[];
        for (const row of page) {
          assert.equal(row.text, `row number ${row.id}`);
          sum += Number(row.id);
        }
        count += page.length;
      }
      await operation.close();
      assert.equal(count, 200_000);
      assert.equal(sum, (199_999 * 200_000) / 2);
    }
  });

  it("keeps texts apart, whatever their length and order in memory", async () => {
    const text =
      "CASE id % 5 WHEN 0 THEN NULL WHEN 1 THEN 'short ' || id % 7 WHEN 2 THEN 'always the same long text' ELSE repeat('é', id % 40) || id END";
    const query = `SELECT id, ${text} AS text FROM range(30000) ORDER BY id % 101, id % 7, id`;
    for (const sql of [arrow, columns]) {
      const found = (await sql.rows(query, { maxRows: 777 })) as { id: bigint | number; text: string | null }[];
      assert.equal(found.length, 30_000);
      for (const row of found) {
        const id = Number(row.id);
        const long = id % 5 === 2 ? "always the same long text" : "é".repeat(id % 40) + String(id);
        assert.equal(row.text, id % 5 === 0 ? null : id % 5 === 1 ? `short ${id % 7}` : long);
      }
    }
  });

  it("carries a cell of one megabyte", async () => {
    const [row] = await arrow.rows("SELECT text FROM main.`odd names`.huge_cell WHERE id = 1");
    assert.equal((row?.["text"] as string).length, 16 * 65_536);
  });

  it("finds tables whose names hold quotes, backticks, markup and other scripts", async () => {
    const listed = await arrow.rows("SHOW TABLES IN main.`odd names`");
    assert.ok(listed.length >= 8);
    for (const { tableName } of listed) {
      const name = (tableName as string).replaceAll("`", "``");
      await arrow.rows(`SELECT * FROM main.\`odd names\`.\`${name}\``);
    }
  });

  const failures: [string, string, string][] = [
    ["SELEC 1", "42601", "[PARSE_SYNTAX_ERROR] Syntax error at or near 'SELEC'. SQLSTATE: 42601 (line 1, pos 0)"],
    ["SELECT 1 +\n  FROM x y z", "42601", "(line 2, pos "],
    ["SELECT 1\nFROM", "42601", "at or near end of input. SQLSTATE: 42601 (line 2, pos 4)"],
    [
      "SELECT *\nFROM main.sales.nope",
      "42P01",
      "[TABLE_OR_VIEW_NOT_FOUND] The table or view `main`.`sales`.`nope` cannot be found.",
    ],
    ["SELECT *\nFROM main.sales.nope", "42P01", "(line 2, pos 5)"],
    ["SELECT nope FROM main.sales.orders", "42703", "`nope` cannot be resolved. SQLSTATE: 42703 (line 1, pos 7)"],
    ["SELECT nofn(1)", "42883", "[UNRESOLVED_ROUTINE]"],
    ["SELECT CAST('x' AS INT)", "22018", "[CAST_INVALID_INPUT]"],
    ["", "42617", "[PARSE_EMPTY_STATEMENT]"],
    ["OPTIMIZE main.sales.orders", "0A000", "OPTIMIZE is not supported by the emulated workspace"],
    ["SELECT * FROM main.sales.orders VERSION AS OF 3", "0A000", "Time travel"],
    ["SELECT :missing", "42P02", "unbound parameter: :missing"],
  ];
  for (const [sql, sqlState, text] of failures) {
    it(`refuses ${JSON.stringify(sql)} as ${sqlState}: ${text}`, async () => {
      await assert.rejects(arrow.rows(sql), (error: { message: string; response?: { sqlState?: string } }) => {
        assert.ok(error.message.includes(text), error.message);
        assert.equal(error.response?.sqlState, sqlState);
        return true;
      });
    });
  }

  it("fills in parameters, never as SQL", async () => {
    const [row] = await arrow.rows("SELECT :p AS p, :n + 1 AS n", {
      namedParameters: { p: "o'k \\ `x`; DROP", n: 41 },
    });
    assert.deepEqual(row, { p: "o'k \\ `x`; DROP", n: 42 });
  });

  it("cancels a running query", async () => {
    for (const statement of [
      "SELECT pwaf_sleep(600)",
      "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.id + b.id = 5",
    ]) {
      const operation = await arrow.session.executeStatement(statement, { maxRows: null });
      const fetched = operation.fetchAll();
      const refused = assert.rejects(fetched);
      await operation.cancel();
      await refused;
    }
    assert.deepEqual(await arrow.rows("SELECT 1 AS alive"), [{ alive: 1 }]);
  });

  it("remembers USE in its session only, and starts where the client asked", async () => {
    const asked = await openSession(emulator.current, { catalog: "samples", schema: "nyctaxi" });
    assert.deepEqual(await asked.rows("SELECT current_catalog() AS c, current_schema() AS s"), [
      { c: "samples", s: "nyctaxi" },
    ]);
    assert.equal((await asked.rows("SELECT * FROM trips LIMIT 3")).length, 3);
    await asked.rows("USE main.sales");
    assert.equal((await asked.rows("SELECT * FROM orders LIMIT 3")).length, 3);
    assert.deepEqual(await arrow.rows("SELECT current_catalog() AS c"), [{ c: "main" }]);
    await asked.close();
    // The driver throws a status that is no Error.
    await assert.rejects(openSession(emulator.current, { catalog: "nope" }), {
      message: "Catalog 'nope' was not found.",
    });
  });

  it("takes over what statements create", async () => {
    await arrow.rows("CREATE SCHEMA main.made");
    await arrow.rows("CREATE TABLE main.made.t AS SELECT 1 AS a, 'x' AS b");
    assert.deepEqual(await arrow.rows("INSERT INTO main.made.t VALUES (2, 'y')"), [{ num_affected_rows: 1n }]);
    assert.equal((await arrow.rows("SELECT * FROM main.made.t")).length, 2);
    assert.deepEqual(
      await arrow.rows("SELECT table_name FROM main.information_schema.tables WHERE table_schema = 'made'"),
      [{ table_name: "t" }],
    );
    await arrow.rows("DROP SCHEMA main.made CASCADE");
    await assert.rejects(arrow.rows("SHOW TABLES IN main.made"), /SCHEMA_NOT_FOUND/);
  });

  it("answers the driver's catalog calls", async () => {
    const catalogs = await (await arrow.session.getCatalogs()).fetchAll();
    const names = ["crm", "main", "payroll", "samples", "system", "weather"];
    assert.deepEqual(
      catalogs,
      names.map((TABLE_CAT) => ({ TABLE_CAT })),
    );
    const tables = (await (await arrow.session.getTables({ catalogName: "main", schemaName: "sales" })).fetchAll()) as {
      TABLE_NAME: string;
    }[];
    assert.equal(tables.length, 7);
    const found = await (
      await arrow.session.getColumns({ catalogName: "main", schemaName: "sales", tableName: "orders" })
    ).fetchAll();
    assert.equal(found.length, 8);
  });

  it("records user agent, method and kind of sign-in, and no secret", async () => {
    const token = emulator.current.createToken();
    emulator.current.requests.clear();
    const sql = await openSession(emulator.current, { token });
    await sql.rows("SELECT 1");
    await sql.close();
    const entries = emulator.current.requests.entries;
    assert.deepEqual(
      entries.map((entry) => entry.rpc),
      ["OpenSession", "ExecuteStatement", "CloseSession"],
    );
    for (const entry of entries) {
      assert.match(entry.userAgent, /Acme_Loader\/1\.2\.0/);
      assert.equal(entry.auth, "pat");
      assert.equal(entry.status, 200);
    }
    assert.ok(!JSON.stringify(entries).includes(token));
  });

  it("refuses an unknown token, an expired one, and a wrong warehouse", async () => {
    for (const token of ["nonsense", emulator.current.createToken({ lifetimeSeconds: -1 })]) {
      await assert.rejects(openSession(emulator.current, { token }), { statusCode: 401 });
    }
    const wrong = { ...emulator.current, httpPath: "/sql/1.0/warehouses/0000000000000000" };
    await assert.rejects(openSession(wrong), { statusCode: 404 });
  });

  it("refuses to be trusted without its certificate authority", async () => {
    await assert.rejects(openSession({ ...emulator.current, caCertificate: "" }), /certificate|self-signed|unable to/i);
  });

  it("plays injected faults", async () => {
    const { faults } = emulator.current;
    faults.add({ match: "ExecuteStatement", kind: "status", status: 503, retryAfter: 1 });
    await assert.rejects(arrow.rows("SELECT 1"), { statusCode: 503 });
    faults.add({ match: "ExecuteStatement", kind: "reset" });
    await assert.rejects(arrow.rows("SELECT 1"));
    assert.deepEqual(faults.list, []);
    assert.deepEqual(await arrow.rows("SELECT 1 AS x"), [{ x: 1 }]);
  });
});
