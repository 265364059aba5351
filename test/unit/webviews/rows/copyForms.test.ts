import assert from "node:assert/strict";
import { Utf8 } from "apache-arrow";
import { ArrowRows } from "../../../../src/webviews/shared/arrowRows.ts";
import type { CopyForm } from "../../../../src/webviews/shared/rows/copyForms.ts";
import { copyText, CopyRefused } from "../../../../src/webviews/shared/rows/copyForms.ts";
import type { TestColumn } from "../../../webviews/harness/pages.ts";
import { column, columnsOf, page } from "../../../webviews/harness/pages.ts";

function copy(columns: readonly TestColumn[], form: CopyForm, signal = new AbortController().signal): Promise<string> {
  const rows = new ArrowRows(columnsOf(columns));
  rows.add(page(0, columns));
  const range = { top: 0, bottom: rows.rowCount - 1, left: 0, right: columns.length - 1 };
  return copyText(rows, { form, range, headers: false }, () => undefined, signal);
}

const strings = (name: string, ...values: readonly (string | null)[]): TestColumn =>
  column(name, "STRING", new Utf8(), values);

describe("copyForms", () => {
  it("writes tab-separated text that a spreadsheet takes, NULL told from the text NULL", async () => {
    const columns = [strings("a", 'say "hi"', "two\nlines", null), strings("b", "NULL", "tab\there", "")];
    assert.equal(await copy(columns, "tsv"), '"say ""hi"""\t"NULL"\n"two\nlines"\t"tab\there"\nNULL\t');
    assert.equal(await copy([strings("a", "two\nlines")], "tsv"), "two\nlines", "one cell is copied as it is");
  });

  it("lists each value once, and no NULL, which nothing equals", async () => {
    assert.equal(
      await copy([strings("a", null, "x", "y", "x"), strings("b", null, "y", "z", null)], "inList"),
      "('x', 'y', 'z')",
    );
    await assert.rejects(copy([strings("a", null, null)], "inList"), CopyRefused);
  });

  it("refuses what no clipboard should hold", async () => {
    const long = "x".repeat(33_000_000);
    await assert.rejects(copy([strings("a", long, long)], "csv"), CopyRefused);
  });

  it("stops when it is told to", async () => {
    const stop = new AbortController();
    stop.abort();
    const many = column("a", "STRING", new Utf8(), Array<string>(200_000).fill("some text"));
    await assert.rejects(copy([many], "markdown", stop.signal), { name: "AbortError" });
  });
});
