import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { DuckDBInstance } from "@duckdb/node-api";
import { tableFromIPC } from "@uwdata/flechette";
import * as arrow from "apache-arrow";
import { parquetMetadataAsync } from "hyparquet";
import { asyncBufferFromFile } from "hyparquet/src/node.js";
import type { ExportFormat } from "../../../../src/workspace/sql/exportTypes.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { warehouse } from "./emulated.ts";
import { noAbort, testClient } from "./testClient.ts";

/** Every type with extremes, a row of empty values and one of NULLs. */
const allTypes = "SELECT * FROM main.`odd names`.all_types";

/** Files as they are on disk, and as readers see them that share no code with the writers: DuckDB and Apache Arrow. */
describe("Exported files", function () {
  this.timeout(60_000);
  const emulator = runningEmulator();
  const { client } = testClient();
  let folder: string;
  let duck: DuckDBConnection;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "pwaf-export-"));
    duck = await (await DuckDBInstance.create(":memory:")).connect();
    await duck.run("SET TimeZone = 'UTC'");
  });
  after(async () => {
    client.dispose();
    duck.closeSync();
    await rm(folder, { recursive: true });
  });

  async function exported(sql: string, format: ExportFormat): Promise<string> {
    const file = join(folder, `result.${format}`);
    await client.exportResult(warehouse(emulator.current), { sql }, { format, file }, noAbort);
    return file;
  }
  const text = async (sql: string, format: "csv" | "jsonl") => await readFile(await exported(sql, format), "utf8");
  const read = async (sql: string) => (await duck.runAndReadAll(sql)).getRowObjectsJson();

  describe("CSV", () => {
    it("has every type exactly", async () => {
      assert.deepEqual((await text(allTypes, "csv")).split("\n"), [
        "c_boolean,c_tinyint,c_smallint,c_int,c_bigint,c_float,c_double,c_decimal,c_decimal_small,c_string,c_binary,c_date,c_timestamp,c_timestamp_ntz,c_array,c_map,c_struct",
        'true,127,32767,2147483647,9007199254740993,1.5,2.718281828459045,123456789012345678901234567890123456.78,12.345,plain,0001FF,2026-02-28,2026-01-02 03:04:05.678901+00:00,2026-01-02 03:04:05.678901,"[1,null,3]","{""a"":1.10,""b"":null}","{""a"":1,""b"":{""c"":""x"",""d"":[""2026-01-01""]}}"',
        'false,-128,-32768,-2147483648,-9223372036854775807,0,Infinity,-0.01,-12.345,"","",0001-01-01,1969-12-31 23:59:59.999999+00:00,1900-01-01 00:00:00,[],{},"{""a"":null,""b"":null}"',
        ",,,,,,,,,,,,,,,,",
        "",
      ]);
    });

    it("keeps columns of one name, and quotes what would break a line", async () => {
      const sql = "SELECT 1 AS `a,b`, 'x' AS `a,b`, concat('say \"hi\"', chr(10), 'ä🧱') AS s, chr(13) AS cr";
      assert.equal(await text(sql, "csv"), '"a,b","a,b",s,cr\n1,x,"say ""hi""\nä🧱","\r"\n');
    });

    it("of no rows is the header", async () => {
      assert.equal(await text("SELECT id, 'x' AS s FROM range(0)", "csv"), "id,s\n");
    });

    it("is read by others with NULL and empty text apart", async () => {
      const file = await exported("VALUES (1, ''), (2, NULL), (3, 'NULL')", "csv");
      const rows = await duck.runAndReadAll(
        `SELECT * FROM read_csv('${file}', header = true, allow_quoted_nulls = false)`,
      );
      assert.deepEqual(
        rows.getRows().map(([, value]) => value),
        ["", null, "NULL"],
      );
    });
  });

  describe("JSON Lines", () => {
    it("has every type exactly", async () => {
      assert.deepEqual((await text(allTypes, "jsonl")).split("\n"), [
        '{"c_boolean":true,"c_tinyint":127,"c_smallint":32767,"c_int":2147483647,"c_bigint":9007199254740993,"c_float":1.5,"c_double":2.718281828459045,"c_decimal":123456789012345678901234567890123456.78,"c_decimal_small":12.345,"c_string":"plain","c_binary":"0001FF","c_date":"2026-02-28","c_timestamp":"2026-01-02 03:04:05.678901+00:00","c_timestamp_ntz":"2026-01-02 03:04:05.678901","c_array":[1,null,3],"c_map":{"a":1.10,"b":null},"c_struct":{"a":1,"b":{"c":"x","d":["2026-01-01"]}}}',
        '{"c_boolean":false,"c_tinyint":-128,"c_smallint":-32768,"c_int":-2147483648,"c_bigint":-9223372036854775807,"c_float":0,"c_double":"Infinity","c_decimal":-0.01,"c_decimal_small":-12.345,"c_string":"","c_binary":"","c_date":"0001-01-01","c_timestamp":"1969-12-31 23:59:59.999999+00:00","c_timestamp_ntz":"1900-01-01 00:00:00","c_array":[],"c_map":{},"c_struct":{"a":null,"b":null}}',
        '{"c_boolean":null,"c_tinyint":null,"c_smallint":null,"c_int":null,"c_bigint":null,"c_float":null,"c_double":null,"c_decimal":null,"c_decimal_small":null,"c_string":null,"c_binary":null,"c_date":null,"c_timestamp":null,"c_timestamp_ntz":null,"c_array":null,"c_map":null,"c_struct":null}',
        "",
      ]);
    });

    it("tells columns of one name apart", async () => {
      assert.equal(
        await text("SELECT 1 AS a, 'x' AS A, 2 AS a_2, 3 AS a", "jsonl"),
        '{"a":1,"A_3":"x","a_2":2,"a_4":3}\n',
      );
    });

    it("keeps a row on a line", async () => {
      const lines = (await text("SELECT concat('a', chr(10), 'b', chr(8232)) AS s FROM range(2)", "jsonl")).split("\n");
      assert.deepEqual(lines, ['{"s":"a\\nb\u2028"}', '{"s":"a\\nb\u2028"}', ""]);
    });

    it("of no rows is empty", async () => {
      assert.equal(await text("SELECT id FROM range(0)", "jsonl"), "");
    });
  });

  describe("Parquet", () => {
    it("has every type with its values, as DuckDB reads them", async () => {
      const file = await exported(allTypes, "parquet");
      assert.deepEqual(
        (await read(`DESCRIBE SELECT * FROM '${file}'`)).map(({ column_type: type }) => type),
        [
          "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "FLOAT",
          "DOUBLE",
          "DECIMAL(38,2)",
          "DECIMAL(5,3)",
          "VARCHAR",
          "BLOB",
          "DATE",
          "TIMESTAMP WITH TIME ZONE",
          "TIMESTAMP",
          "INTEGER[]",
          "MAP(VARCHAR, DECIMAL(10,2))",
          "STRUCT(a INTEGER, b STRUCT(c VARCHAR, d DATE[]))",
        ],
      );
      const rows = await duck.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM '${file}'`);
      assert.deepEqual(rows.getRows(), [
        [
          ..."true 127 32767 2147483647 9007199254740993 1.5 2.718281828459045".split(" "),
          ..."123456789012345678901234567890123456.78 12.345 plain \\x00\\x01\\xFF 2026-02-28".split(" "),
          "2026-01-02 03:04:05.678901+00",
          "2026-01-02 03:04:05.678901",
          "[1, NULL, 3]",
          "{a=1.10, b=NULL}",
          "{'a': 1, 'b': {'c': x, 'd': [2026-01-01]}}",
        ],
        [
          ..."false -128 -32768 -2147483648 -9223372036854775807 0.0 inf -0.01 -12.345".split(" "),
          "",
          "",
          "0001-01-01",
          "1969-12-31 23:59:59.999999+00",
          "1900-01-01 00:00:00",
          "[]",
          "{}",
          "{'a': NULL, 'b': NULL}",
        ],
        Array.from({ length: 17 }, () => null),
      ]);
    });

    it("keeps decimals of every size, signs included", async () => {
      const values = ["0.0", "-0.1", "99999999.9", "-99999999.9"];
      for (const precision of [9, 10, 18, 19, 38]) {
        const rows = values.map((value) => `(CAST('${value}' AS DECIMAL(${precision},1)))`);
        const file = await exported(`VALUES ${rows.join(", ")}`, "parquet");
        const got = await duck.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM '${file}'`);
        assert.deepEqual(got.getRows().flat(), values, `DECIMAL(${precision},1)`);
        const type = (await read(`DESCRIBE SELECT * FROM '${file}'`))[0]?.["column_type"];
        assert.equal(type, `DECIMAL(${precision},1)`);
      }
    });

    it("keeps zero and minus zero apart", async () => {
      const sql = "SELECT CASE WHEN id % 2 = 0 THEN 0.0D ELSE -1 * 0.0D END AS d FROM range(1000)";
      const file = await exported(sql, "parquet");
      const signs = await read(`SELECT signbit(d) AS s, count(*)::INTEGER AS n FROM '${file}' GROUP BY 1 ORDER BY 1`);
      assert.deepEqual(signs, [
        { s: false, n: 500 },
        { s: true, n: 500 },
      ]);
    });

    it("tells columns of one name apart", async () => {
      const file = await exported("SELECT 1 AS a, 'x' AS A, 2 AS a_2, 3 AS a", "parquet");
      assert.deepEqual(await read(`SELECT * FROM '${file}'`), [{ a: 1, A_3: "x", a_2: 2, a_4: 3 }]);
    });

    it("of no rows has the columns", async () => {
      const file = await exported(`${allTypes} WHERE false`, "parquet");
      assert.equal((await read(`DESCRIBE SELECT * FROM '${file}'`)).length, 17);
      assert.deepEqual(await read(`SELECT * FROM '${file}'`), []);
    });

    it("comes in row groups of 100 000", async () => {
      const file = await exported("SELECT id FROM range(250000)", "parquet");
      const { row_groups: groups } = await parquetMetadataAsync(await asyncBufferFromFile(file));
      assert.deepEqual(
        groups.map(({ num_rows: rows }) => Number(rows)),
        [100_000, 100_000, 50_000],
      );
    });
  });

  describe("Arrow", () => {
    it("is the file format, with the types and values of the server", async () => {
      const reader = arrow.RecordBatchReader.from(await readFile(await exported(allTypes, "arrow")));
      assert.ok(reader.isFile());
      const table = arrow.tableFromIPC(reader);
      assert.deepEqual(
        table.schema.fields.map(({ name, type }) => `${name} ${String(type)}`),
        [
          "c_boolean Bool",
          "c_tinyint Int8",
          "c_smallint Int16",
          "c_int Int32",
          "c_bigint Int64",
          "c_float Float32",
          "c_double Float64",
          "c_decimal Decimal[38e+2]",
          "c_decimal_small Decimal[5e+3]",
          "c_string Utf8",
          "c_binary Binary",
          "c_date Date32<DAY>",
          "c_timestamp Timestamp<MICROSECOND, Etc/UTC>",
          "c_timestamp_ntz Timestamp<MICROSECOND>",
          "c_array List<Int32>",
          "c_map Map<{key:Utf8, value:Decimal[10e+2]}>",
          "c_struct Struct<{a:Int32, b:Struct<{c:Utf8, d:List<Date32<DAY>>}>}>",
        ],
      );
      assert.deepEqual(table.getChildAt(4)?.toJSON(), [9007199254740993n, -9223372036854775807n, null]);
    });

    it("keeps columns of one name", async () => {
      // Apache's own reader would merge them.
      const table = tableFromIPC(await readFile(await exported("SELECT 1 AS d, 'x' AS d", "arrow")));
      assert.deepEqual(
        [table.names, table.children.map((column) => column.at(0) as unknown)],
        [
          ["d", "d"],
          [1, "x"],
        ],
      );
    });

    it("holds every batch, reachable by its place", async () => {
      const file = await exported("SELECT id FROM range(45000)", "arrow");
      const reader = arrow.RecordBatchReader.from(await readFile(file)).open();
      assert.ok(reader.isFile());
      assert.equal(reader.numRecordBatches, 5);
      const last: unknown = reader.readRecordBatch(4)?.getChildAt(0)?.get(4999);
      assert.equal(last, 44_999n);
      assert.equal(reader.readRecordBatch(1)?.getChildAt(0)?.get(0), 10_000n);
    });

    it("of no rows has the columns", async () => {
      const table = arrow.tableFromIPC(await readFile(await exported("SELECT id, 'x' AS s FROM range(0)", "arrow")));
      assert.deepEqual([table.numRows, table.schema.names], [0, ["id", "s"]]);
    });
  });

  it("refuses a statement that has no result", async () => {
    const drop = exported("DROP TABLE IF EXISTS main.default.never_there", "csv");
    await assert.rejects(drop, { reason: "bad-request", message: /no result to export/ });
  });
});
