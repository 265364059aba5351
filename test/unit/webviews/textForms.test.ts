import assert from "node:assert/strict";
import { Utf8 } from "apache-arrow";
import { ArrowRows } from "../../../src/webviews/shared/arrowRows.ts";
import { oneLine, prettyJson, toTsv } from "../../../src/webviews/shared/textForms.ts";
import { column, columnsOf, page } from "../../webviews/harness/pages.ts";

describe("textForms", () => {
  it("copies cells as text that a spreadsheet takes", () => {
    const columns = [
      column("a", "STRING", new Utf8(), ['say "hi"', "two\nlines", null]),
      column("b", "STRING", new Utf8(), ["plain", "tab\there", ""]),
    ];
    const rows = new ArrowRows(columnsOf(columns));
    rows.add(page(0, columns));
    assert.equal(
      toTsv(rows, { top: 0, bottom: 2, left: 0, right: 1 }),
      '"say ""hi"""\tplain\n"two\nlines"\t"tab\there"\nNULL\t',
    );
    assert.equal(toTsv(rows, { top: 1, bottom: 1, left: 0, right: 0 }), "two\nlines", "one cell is copied as it is");
  });

  it("refuses to copy what no clipboard should hold", () => {
    const columns = [column("a", "STRING", new Utf8(), ["x".repeat(9_000_000), "y".repeat(9_000_000)])];
    const rows = new ArrowRows(columnsOf(columns));
    rows.add(page(0, columns));
    assert.equal(toTsv(rows, { top: 0, bottom: 1, left: 0, right: 0 }), undefined);
  });

  it("indents JSON without touching numbers or repeated keys", () => {
    assert.equal(
      prettyJson('{"id":12345678901234567890,"a":[1.10,{}],"a":"x: {y}, \\"z\\"", "e": [ ]}'),
      '{\n  "id": 12345678901234567890,\n  "a": [\n    1.10,\n    {}\n  ],\n  "a": "x: {y}, \\"z\\"",\n  "e": []\n}',
    );
    for (const text of ["{not json}", "[1,2", "12", "text"]) assert.equal(prettyJson(text), undefined);
  });

  it("shows line breaks and tabs in one line", () => {
    assert.equal(oneLine("a\r\nb\nc\td"), "a↵b↵c⇥d");
  });
});
