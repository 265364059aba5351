import assert from "node:assert/strict";
import { tableFromIPC } from "apache-arrow";
import { decompressFrameSync } from "lz4-napi";
import { runningEmulator } from "./running.ts";
import { type Answer, type Link, StatementClient, statementsPath } from "./statementClient.ts";

const links = { disposition: "EXTERNAL_LINKS" };
const lateQuery = "SELECT pwaf_sleep(600)";

describe("emulator: Statement Execution API", () => {
  const emulator = runningEmulator();
  let client: StatementClient;
  before(() => (client = new StatementClient(emulator.current)));

  const query =
    "SELECT id, 'row ' || id AS text, CASE WHEN id % 3 = 0 THEN NULL ELSE id / 2 END AS half FROM range(45000)";
  const wanted = Array.from({ length: 45_000 }, (_, id) => [
    String(id),
    `row ${id}`,
    id % 3 === 0 ? null : id % 2 === 0 ? `${id / 2}.0` : String(id / 2),
  ]);

  it("gives every type as text", async () => {
    const { manifest, result } = await client.execute("SELECT * FROM main.`odd names`.all_types");
    const columns = manifest?.schema.columns ?? [];
    const [first, second, third] = result?.data_array ?? [];
    const told = columns.map((column, i) => [
      column["name"],
      column["type_name"],
      column["type_text"],
      first?.[i],
      second?.[i],
    ]);
    assert.deepEqual(told, [
      ["c_boolean", "BOOLEAN", "BOOLEAN", "true", "false"],
      ["c_tinyint", "BYTE", "TINYINT", "127", "-128"],
      ["c_smallint", "SHORT", "SMALLINT", "32767", "-32768"],
      ["c_int", "INT", "INT", "2147483647", "-2147483648"],
      ["c_bigint", "LONG", "BIGINT", "9007199254740993", "-9223372036854775807"],
      ["c_float", "FLOAT", "FLOAT", "1.5", "0.0"],
      ["c_double", "DOUBLE", "DOUBLE", "2.718281828459045", "Infinity"],
      ["c_decimal", "DECIMAL", "DECIMAL(38,2)", "123456789012345678901234567890123456.78", "-0.01"],
      ["c_decimal_small", "DECIMAL", "DECIMAL(5,3)", "12.345", "-12.345"],
      ["c_string", "STRING", "STRING", "plain", ""],
      ["c_binary", "BINARY", "BINARY", "AAH/", ""],
      ["c_date", "DATE", "DATE", "2026-02-28", "0001-01-01"],
      ["c_timestamp", "TIMESTAMP", "TIMESTAMP", "2026-01-02T03:04:05.678Z", "1969-12-31T23:59:59.999Z"],
      ["c_timestamp_ntz", "TIMESTAMP_NTZ", "TIMESTAMP_NTZ", "2026-01-02T03:04:05.678", "1900-01-01T00:00:00.000"],
      ["c_array", "ARRAY", "ARRAY<INT>", "[1,null,3]", "[]"],
      ["c_map", "MAP", "MAP<STRING, DECIMAL(10,2)>", '{"a":1.10,"b":null}', "{}"],
      [
        "c_struct",
        "STRUCT",
        "STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<DATE>>>",
        '{"a":1,"b":{"c":"x","d":["2026-01-01"]}}',
        "{}",
      ],
    ]);
    const numbers = await client.execute(
      "SELECT 1e10D, 123456789.5D, 0.0001D, CAST(1.1 AS FLOAT), CAST('NaN' AS DOUBLE), 100D, INTERVAL '1' DAY, 0.1D + 0.2D",
    );
    assert.deepEqual(numbers.result?.data_array, [
      ["1.0E10", "1.234567895E8", "1.0E-4", "1.1", "NaN", "100.0", "1 00:00:00.000000000", "0.30000000000000004"],
    ]);
    assert.ok(third?.every((value) => value === null));
  });

  it("gives large results in chunks", async () => {
    const answer = await client.execute(query);
    const chunks = await client.chunks(answer);
    assert.equal(chunks.length, answer.manifest?.total_chunk_count);
    assert.ok(chunks.length > 1);
    assert.deepEqual(
      chunks.flatMap((chunk) => chunk.data_array ?? []),
      wanted,
    );
  });

  it("gives the same rows in files: JSON, CSV and Arrow, plain and compressed", async () => {
    const json = await client.files(await client.execute(query, { ...links, format: "JSON_ARRAY" }));
    assert.ok(json.length > 1);
    assert.deepEqual(
      json.flatMap((file) => JSON.parse(file.toString()) as string[][]),
      wanted,
    );
    const csv = Buffer.concat(await client.files(await client.execute(query, { ...links, format: "CSV" })));
    const lines = ["id,text,half", ...wanted.map((row) => row.map(String).join(","))];
    assert.equal(csv.toString(), lines.map((line) => `${line}\r\n`).join(""));
    for (const compression of ["NONE", "LZ4_FRAME"]) {
      const options = { ...links, format: "ARROW_STREAM", result_compression: compression };
      const arrow = await client.files(await client.execute(query, options));
      const rows = arrow.flatMap((file) => arrowRows(compression === "NONE" ? file : decompressFrameSync(file)));
      assert.deepEqual(rows, wanted);
    }
  });

  function arrowRows(file: Buffer): (string | null)[][] {
    return tableFromIPC(file)
      .toArray()
      .map((row: { id: bigint; text: string; half: number | null }) => [
        String(row.id),
        row.text,
        row.half === null ? null : row.half.toFixed(1),
      ]);
  }

  it("attaches small results for drivers that take either, and links large ones", async () => {
    const either = { disposition: "INLINE_OR_EXTERNAL_LINKS", format: "ARROW_STREAM", result_compression: "LZ4_FRAME" };
    const small = await client.execute(query, { ...either, row_limit: 10 });
    const attached = decompressFrameSync(Buffer.from(small.result?.attachment ?? "", "base64"));
    assert.deepEqual(arrowRows(attached), wanted.slice(0, 10));
    const large = await client.execute(query, either);
    const rows = (await client.files(large)).flatMap((file) => arrowRows(decompressFrameSync(file)));
    assert.deepEqual(rows, wanted);
  });

  it("writes CSV that can be read again", async () => {
    const [csv] = await client.files(
      await client.execute("SELECT 'a,b' AS `x \"y\"`, 'line\\nbreak' AS z, CAST(NULL AS INT) AS n", {
        ...links,
        format: "CSV",
      }),
    );
    assert.equal(csv?.toString(), '"x ""y""",z,n\r\n"a,b","line\nbreak",null\r\n');
  });

  it("stops at limits and says so", async () => {
    for (const [options, isTruncated, most] of [
      [{ row_limit: 7 }, true, 7],
      [{ row_limit: 45_000 }, false, 45_000],
      [{ row_limit: 21_000, ...links, format: "ARROW_STREAM" }, true, 21_000],
    ] as const) {
      const { manifest } = await client.execute(query, options);
      assert.deepEqual([manifest?.truncated, manifest?.total_row_count], [isTruncated, most]);
    }
    const { manifest, result } = await client.execute(query, { byte_limit: 1000 });
    assert.equal(manifest?.truncated, true);
    assert.ok(JSON.stringify(result?.data_array).length <= 1000);
    assert.deepEqual(result?.data_array, wanted.slice(0, manifest.total_row_count));
  });

  it("fails what is too large to come inline, and only that", async () => {
    const large = "SELECT repeat('x', 1000) AS text FROM range(30000)";
    const { status } = await client.execute(large);
    assert.equal(status.state, "FAILED");
    assert.match(status.error?.message ?? "", /^Inline byte limit exceeded\. .* at most 26214400 bytes\./);
    assert.equal((await client.execute(large, links)).status.state, "SUCCEEDED");
  });

  it("answers statements without rows", async () => {
    const { status, manifest, result } = await client.execute("USE CATALOG samples");
    assert.deepEqual([status, result], [{ state: "SUCCEEDED" }, {}]);
    assert.deepEqual(manifest?.schema, { column_count: 0, columns: [] });
    const empty = await client.execute("SELECT * FROM main.`odd names`.empty");
    assert.deepEqual([empty.manifest?.total_chunk_count, empty.result], [0, {}]);
    assert.ok((empty.manifest?.schema.column_count ?? 0) > 0);
  });

  it("fills in named parameters", async () => {
    const { result } = await client.execute("SELECT :text AS t, :day + 1 AS d, :none AS n", {
      parameters: [
        { name: "text", value: "o'k" },
        { name: "day", value: "2026-01-31", type: "DATE" },
        { name: "none", type: "INT" },
      ],
    });
    assert.deepEqual(result?.data_array, [["o'k", "2026-02-01", null]]);
    const { status } = await client.execute("SELECT ?", { parameters: [{ name: "a", value: "1" }] });
    assert.match(status.error?.message ?? "", /UNBOUND_SQL_PARAMETER/);
  });

  it("looks where catalog and schema say", async () => {
    const { result } = await client.execute("SELECT count(*) FROM trips", { catalog: "samples", schema: "nyctaxi" });
    assert.ok(Number(result?.data_array?.[0]?.[0]) > 0);
    const wrong = await client.execute("SELECT 1", { catalog: "nope" });
    assert.match(wrong.status.error?.message ?? "", /^\[NO_SUCH_CATALOG_EXCEPTION\]/);
  });

  const failures: [string, string, RegExp][] = [
    ["SELEC 1", "42601", /\[PARSE_SYNTAX_ERROR\] Syntax error at or near 'SELEC'/],
    ["SELECT 1/0", "22012", /\[DIVIDE_BY_ZERO\] Division by zero\. Use `try_divide` to tolerate divisor being 0/],
    ["SELECT 10 / (id - 8000) FROM range(9000)", "22012", /\[DIVIDE_BY_ZERO\]/],
    ["SELECT 5 % 0", "22012", /\[REMAINDER_BY_ZERO\]/],
    ["SELECT 7 DIV 0", "22012", /\[DIVIDE_BY_ZERO\]/],
  ];
  for (const [sql, sqlState, message] of failures) {
    it(`fails ${sql} with status 200`, async () => {
      const { status, result } = await client.execute(sql);
      assert.deepEqual([status.state, status.sql_state, status.error?.error_code], ["FAILED", sqlState, "BAD_REQUEST"]);
      assert.match(status.error?.message ?? "", message);
      assert.equal(result, undefined);
    });
  }

  it("divides what can be divided", async () => {
    const { result } = await client.execute(
      "SELECT 7 / 2, NULL / 0, 7 DIV 2, 7 % 4, mod(9, 5), try_divide(1, 0), CASE WHEN false THEN 1 / 0 ELSE 3 END",
    );
    assert.deepEqual(result?.data_array, [["3.5", null, "3", "3", "4", null, "3.0"]]);
  });

  it("does not wait when told so; polling ends with the result", async () => {
    const started = await client.execute("SELECT pwaf_sleep(0.3)", { wait_timeout: "0s" });
    assert.deepEqual([started.status.state, started.result], ["PENDING", undefined]);
    assert.equal((await client.get(`${statementsPath}/${started.statement_id}`)).status.state, "RUNNING");
    const { status, result } = await client.ended(started.statement_id);
    assert.equal(status.state, "SUCCEEDED");
    assert.equal(result?.row_count, 1);
  });

  it("cancels", async () => {
    const { statement_id: id } = await client.execute(lateQuery, { wait_timeout: "0s" });
    assert.deepEqual(await client.call("POST", `${statementsPath}/${id}/cancel`), { status: 200, json: {} });
    assert.deepEqual((await client.ended(id)).status, { state: "CANCELED" });
  });

  it("cancels what is late, when asked to", async function () {
    this.timeout(15_000);
    const { status } = await client.execute(lateQuery, { wait_timeout: "5s", on_wait_timeout: "CANCEL" });
    assert.deepEqual(status, { state: "CANCELED" });
  });

  it("forgets a result that was closed", async () => {
    const answer = await client.execute(query, links);
    const [link] = answer.result?.external_links ?? [];
    assert.ok(link);
    await client.call("DELETE", `${statementsPath}/${answer.statement_id}`);
    const { status } = await client.get(`${statementsPath}/${answer.statement_id}`);
    assert.deepEqual(status, { state: "CLOSED" });
    assert.equal((await fetch(link.external_link, { headers: link.http_headers })).status, 404);
  });

  it("forgets a result after an hour", async () => {
    const { statement_id: id } = await client.execute("SELECT 1");
    const clock = Date.now;
    Date.now = () => clock() + 3_601_000;
    try {
      assert.equal((await client.call("GET", `${statementsPath}/${id}/result/chunks/0`)).status, 404);
      assert.deepEqual((await client.get(`${statementsPath}/${id}`)).status, { state: "CLOSED" });
    } finally {
      Date.now = clock;
    }
  });

  it("keeps sessions for drivers", async () => {
    const { warehouseId } = emulator.current;
    const opened = await client.call("POST", "/api/2.0/sql/sessions/", {
      warehouse_id: warehouseId,
      catalog: "samples",
    });
    const { session_id } = opened.json as { session_id: string };
    await client.execute("USE SCHEMA nyctaxi", { session_id });
    const { result } = await client.execute("SELECT current_catalog(), current_schema(), ?", {
      session_id,
      parameters: [{ ordinal: 1, value: "5", type: "INT" }],
    });
    assert.deepEqual(result?.data_array, [["samples", "nyctaxi", "5"]]);
    const path = `/api/2.0/sql/sessions/${session_id}?warehouse_id=${warehouseId}`;
    assert.equal((await client.call("DELETE", path)).status, 200);
    assert.equal((await client.call("DELETE", path)).status, 404);
  });

  const refusals: [string, object, number, RegExp][] = [
    ["no statement", { statement: null }, 400, /'statement' is required/],
    ["no warehouse", { warehouse_id: null }, 400, /'warehouse_id' is required/],
    ["an unknown warehouse", { warehouse_id: "0000000000000000" }, 404, /does not exist/],
    ["Arrow inline", { format: "ARROW_STREAM" }, 400, /must be JSON_ARRAY when the disposition field is INLINE/],
    ["an unknown format", { format: "PARQUET" }, 400, /one of JSON_ARRAY, ARROW_STREAM, CSV/],
    ["a wait of 3 seconds", { wait_timeout: "3s" }, 400, /between 5 seconds and 50 seconds/],
    ["a wait without a unit", { wait_timeout: "10" }, 400, /between 5 seconds and 50 seconds/],
    ["a negative limit", { row_limit: -1 }, 400, /'row_limit' must be a positive number/],
    ["a parameter without a name", { parameters: [{ value: "1" }] }, 400, /'parameters\[0\]\.name' is required/],
    ["an unknown session", { session_id: "nope" }, 404, /session nope was not found/],
  ];
  for (const [what, options, wantedStatus, message] of refusals) {
    it(`refuses ${what}`, async () => {
      const body = { statement: "SELECT 1", warehouse_id: emulator.current.warehouseId, ...options };
      const { status, json } = await client.call("POST", statementsPath, body);
      assert.equal(status, wantedStatus);
      assert.match((json as { message: string }).message, message);
    });
  }

  it("shows statements to their own user only", async () => {
    const { statement_id: id } = await client.execute("SELECT 1");
    const stranger = new StatementClient(emulator.current, "bruno.chen@emulated.example");
    for (const path of [`${statementsPath}/${id}`, `${statementsPath}/${id}/result/chunks/0`]) {
      assert.equal((await stranger.call("GET", path)).status, 404);
      assert.equal((await client.call("GET", path)).status, 200);
    }
    assert.equal((await client.call("GET", `${statementsPath}/${id}/result/chunks/1`)).status, 404);
  });

  it("notes who ran what, and how it ended", async () => {
    const ids: string[] = [];
    for (const sql of ["SELECT id FROM range(12)", "SELECT 1/0"]) ids.push((await client.execute(sql)).statement_id);
    const late = await client.execute(lateQuery, { wait_timeout: "0s" });
    await client.call("POST", `${statementsPath}/${late.statement_id}/cancel`);
    ids.push(late.statement_id);
    const noted = emulator.current.statements.entries.filter(({ id }) => ids.includes(id));
    assert.deepEqual(
      noted.map(({ sql, outcome, rowsProduced, error }) => [sql, outcome, rowsProduced, error?.errorClass]),
      [
        ["SELECT id FROM range(12)", "finished", 12, undefined],
        ["SELECT 1/0", "failed", 0, "DIVIDE_BY_ZERO"],
        [lateQuery, "canceled", 0, undefined],
      ],
    );
    for (const { session, startedAt, endedAt } of noted) {
      assert.equal(session.client, "Acme_Loader/1.2.0");
      assert.equal(session.warehouseId, emulator.current.warehouseId);
      assert.ok(endedAt !== undefined && endedAt >= startedAt);
    }
  });

  it("notes the tags of a statement, with those of its session", async () => {
    const { warehouseId } = emulator.current;
    const opened = await client.call("POST", "/api/2.0/sql/sessions", {
      warehouse_id: warehouseId,
      session_confs: { QUERY_TAGS: "team:eng,nightly,path:a\\:b\\,c" },
    });
    const { session_id } = opened.json as { session_id: string };
    const { statement_id } = await client.execute("SELECT 1", {
      session_id,
      query_tags: [{ key: "team", value: "ops" }, { key: "bare" }],
    });
    const { res } = await client.get<{ res: { query_id: string; query_tags: unknown }[] }>(
      "/api/2.0/sql/history/queries",
    );
    const noted = res.find(({ query_id }) => query_id === statement_id);
    assert.deepEqual(noted?.query_tags, [
      { key: "team", value: "ops" },
      { key: "nightly" },
      { key: "path", value: "a:b,c" },
      { key: "bare" },
    ]);
  });

  describe("links", () => {
    const ask = async (change: (link: Link, url: URL) => RequestInit & { url?: string }) => {
      const answer: Answer = await client.execute("SELECT 1", links);
      const [link] = answer.result?.external_links ?? [];
      assert.ok(link);
      const url = new URL(link.external_link);
      const { url: other = url.href, ...init } = change(link, url);
      const response = await fetch(other, { headers: link.http_headers, ...init });
      return `${response.status} ${/<Code>(\w+)</.exec(await response.text())?.[1] ?? "file"}`;
    };

    it("are refused as S3 refuses them", async () => {
      const { rules } = emulator.current.resultFiles;
      assert.equal(await ask(() => ({})), "200 file");
      assert.equal(await ask(() => ({ headers: { authorization: "Bearer token" } })), "400 InvalidArgument");
      assert.equal(await ask((_, { origin, pathname }) => ({ url: origin + pathname })), "403 AccessDenied");
      assert.equal(
        await ask((_, { href }) => ({ url: href.replace(/X-Amz-Expires=\d+/, "X-Amz-Expires=99999") })),
        "403 SignatureDoesNotMatch",
      );
      assert.equal(await ask(() => ({ method: "PUT", body: "x" })), "405 MethodNotAllowed");
      rules.headers = { "x-amz-server-side-encryption-customer-algorithm": "AES256" };
      assert.equal(await ask(() => ({})), "200 file");
      assert.equal(await ask(() => ({ headers: {} })), "403 SignatureDoesNotMatch");
      rules.headers = {};
    });

    it("expire, and can be asked for again", async () => {
      const change = async (rules: unknown) => {
        const url = `${emulator.current.httpUrl}/__emulator/result-links`;
        return (await fetch(url, { method: "PATCH", body: JSON.stringify(rules) })).status;
      };
      assert.deepEqual([await change({ seconds: -1 }), await change({ seconds: 0 })], [400, 200]);
      assert.equal(await ask(() => ({})), "403 AccessDenied");
      const { statement_id: id } = await client.execute("SELECT 1", links);
      await change({ seconds: 900 });
      assert.equal((await client.files(await client.get(`${statementsPath}/${id}`))).length, 1);
    });
  });
});
