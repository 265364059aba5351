import type { Schema } from "../catalog/model.ts";
import { schema, table } from "./define.ts";

/** Names and values that break careless clients. */
export const awkward: Schema = schema("odd names", "Names and values that must not break a client", {
  tables: [
    table('it\'s "quoted"', "Single and double quotes in the name", {
      columns: ["`the 'value'` string", '`say "hi"` int'],
      rows: "SELECT 'row ' || i, i::INTEGER FROM range(3) AS r(i)",
    }),
    table("back`tick", "A backtick in the name", {
      columns: ["value int"],
      rows: "SELECT i::INTEGER FROM range(3) AS r(i)",
    }),
    table("<b>html</b>", "Markup in the name: <script>alert(1)</script>", {
      columns: ["`<i>col</i>` string -- <img src=x onerror=alert(1)>", "text string"],
      rows: "VALUES ('<b>bold</b>', '<script>alert(1)</script>'), ('&amp;', '<img src=x onerror=alert(1)>')",
    }),
    table("größe_数据_🚀", "Unicode in the name", {
      columns: ["`名前` string", "emoji string"],
      rows: "VALUES ('山田', '🚀'), ('Grüße', '👩‍👩‍👧'), ('ליאור', 'é')",
    }),
    table("huge_cell", "One cell holds 1 MB of text", {
      columns: ["id int", "text string"],
      rows: "VALUES (1, repeat('0123456789abcde' || chr(10), 65536)), (2, 'short'), (3, NULL)",
    }),
    table("empty", "No rows", { columns: ["id bigint", "name string"] }),
    table("all_types", "Every type, with extremes and NULLs", {
      columns: [
        "c_boolean boolean",
        "c_tinyint tinyint",
        "c_smallint smallint",
        "c_int int",
        "c_bigint bigint",
        "c_float float",
        "c_double double",
        "c_decimal decimal(38,2)",
        "c_decimal_small decimal(5,3)",
        "c_string string",
        "c_binary binary",
        "c_date date",
        "c_timestamp timestamp",
        "c_timestamp_ntz timestamp_ntz",
        "c_array array<int>",
        "c_map map<string,decimal(10,2)>",
        "c_struct struct<a:int,b:struct<c:string,d:array<date>>>",
      ],
      rows: `VALUES
        (true, 127, 32767, 2147483647, 9007199254740993, 1.5, 2.718281828459045, 123456789012345678901234567890123456.78::DECIMAL(38,2), 12.345, 'plain',
          '\\x00\\x01\\xFF'::BLOB, DATE '2026-02-28', TIMESTAMPTZ '2026-01-02 03:04:05.678901+00', TIMESTAMP '2026-01-02 03:04:05.678901', [1, NULL, 3],
          MAP {'a': 1.10::DECIMAL(10,2), 'b': NULL}, {'a': 1, 'b': {'c': 'x', 'd': [DATE '2026-01-01']}}),
        (false, -128, -32768, -2147483648, -9223372036854775807, -0.0, 'Infinity'::DOUBLE, -0.01, -12.345, '',
          ''::BLOB, DATE '0001-01-01', TIMESTAMPTZ '1969-12-31 23:59:59.999999+00', TIMESTAMP '1900-01-01 00:00:00', [],
          MAP {}, {'a': NULL, 'b': NULL}),
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`,
    }),
    table("wide", "A hundred columns", {
      columns: Array.from({ length: 100 }, (_, i) => `c${String(i).padStart(3, "0")} int`),
      rows: `SELECT ${Array.from({ length: 100 }, (_, i) => `(i + ${i})::INTEGER`).join(", ")} FROM range(200) AS r(i)`,
    }),
  ],
});
