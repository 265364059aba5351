import assert from "node:assert/strict";
import { applyEdits } from "../../../../../../src/core/base/text.ts";
import { magicCells } from "../../../../../../src/core/lint/languages/notebooks/magics.ts";
import { readNotebook } from "../../../../../../src/core/lint/languages/notebooks/notebook.ts";
import type { Notebook } from "../../../../../../src/core/lint/languages/notebooks/notebook.ts";

interface CellText {
  readonly source: string | readonly string[];
  readonly type?: string;
  readonly outputs?: readonly unknown[];
}

/** A notebook file as Jupyter writes it, one line of source to a line of the file. */
function ipynb(cells: readonly CellText[], metadata: object = { language_info: { name: "python" } }): string {
  const written = cells.map(({ source, type = "code", outputs = [] }) => ({ cell_type: type, outputs, source }));
  return JSON.stringify({ cells: written, metadata, nbformat: 4, nbformat_minor: 5 }, undefined, 1);
}

function read(text: string): Notebook {
  const notebook = readNotebook(text);
  assert.ok(notebook);
  return notebook;
}

/** What stands in the file where a word stands in the code. */
function inFile(text: string, word: string): string {
  const notebook = read(text);
  const start = notebook.code.indexOf(word);
  assert.ok(start >= 0, `${word} is not in the code`);
  const range = notebook.toRange({ start, end: start + word.length });
  return text.slice(range.start, range.end);
}

describe("notebooks: code", () => {
  it("joins the code cells, whether their source is one text or a list of lines", () => {
    const text = ipynb([
      { source: ["import os\n", "x = 1"] },
      { type: "markdown", source: "# Title" },
      { source: "y = 2\n" },
      { source: [] },
      { source: "z = 3" },
    ]);
    assert.equal(read(text).code, "import os\nx = 1\ny = 2\nz = 3\n");
  });

  it("reads other languages than Python, and other files, as no notebook", () => {
    assert.equal(readNotebook(ipynb([{ source: "x" }], { kernelspec: { language: "scala" } })), undefined);
    const databricks = { "application/vnd.databricks.v1+notebook": { language: "sql" } };
    assert.equal(
      readNotebook(ipynb([{ source: "x" }], { ...databricks, language_info: { name: "python" } })),
      undefined,
    );
    assert.equal(readNotebook(`{"cells": 3}`), undefined);
    assert.equal(readNotebook(""), undefined);
    assert.ok(readNotebook(ipynb([{ source: "x" }], {})));
  });

  it("reads what is there of a file that is being written", () => {
    const text = ipynb([{ source: "x = 1\n" }, { source: "y = 2" }]);
    assert.equal(read(text.slice(0, text.indexOf('"metadata"'))).code, "x = 1\ny = 2\n");
  });

  it("blanks magics and shell lines, and keeps every other character in its place", () => {
    const source =
      "%pip install databricks-sql-connector\n!ls -la\nif x:\n    !rm file\nfiles = !ls\nprint?\ny = 5 % 3\nz = (1\n  % 2)\n";
    const { code } = read(ipynb([{ source }]));
    assert.equal(code.length, source.length);
    assert.deepEqual(
      code.split("\n").map((line) => line.trim()),
      ["", "", "if x:", "pass", "", "", "y = 5 % 3", "z = (1", "% 2)", ""],
    );
  });

  for (const first of ["%sql", "%%bash", "%md", "%%writefile x.py", "  %scala", "%sh ls", "%run ./setup"]) {
    it(`leaves out a cell that begins with ${first.trim()}`, () => {
      assert.equal(read(ipynb([{ source: `${first}\nselect 1\n` }, { source: "x = 1" }])).code, "x = 1\n");
    });
  }

  for (const first of ["%%time", "%%capture out", "%python", "%pip install x", "%autoreload 2"]) {
    it(`reads the Python below ${first}`, () => {
      assert.match(read(ipynb([{ source: `${first}\nx = 1\n` }])).code, /^ *\nx = 1\n$/);
    });
  }
});

describe("notebooks: places in the file", () => {
  it("finds a word behind escapes", () => {
    const text = ipynb([{ source: ['a = "x\\ty"\n', 'b = "\u00e9"; connect(host)\n'] }]);
    assert.equal(inFile(text, "connect(host)"), "connect(host)");
    assert.equal(inFile(text, '"x\\ty"'), String.raw`\"x\\ty\"`);
  });

  it("finds a character that is written by its number", () => {
    const text = ipynb([{ source: "a = 'ab'; connect()" }]).replace("ab", String.raw`\u00e9b`);
    assert.equal(read(text).code, "a = '\u00e9b'; connect()\n");
    assert.equal(inFile(text, "connect()"), "connect()");
    assert.equal(inFile(text, "\u00e9b"), String.raw`\u00e9b`);
  });

  it("ends a range in the line it belongs to", () => {
    const text = ipynb([{ source: ["f(\n", "  1)\n"] }, { source: ["g()"] }]);
    assert.equal(inFile(text, "f(\n"), String.raw`f(\n`);
    assert.equal(inFile(text, "  1)"), "  1)");
    assert.equal(inFile(text, "g()"), "g()");
    const notebook = read(text);
    const end = notebook.code.length;
    assert.equal(notebook.toRange({ start: end, end }).start, text.indexOf('g()"') + 3);
  });

  it("covers several lines with one range", () => {
    const text = ipynb([{ source: ["f(\n", "  1)\n"] }]);
    assert.match(inFile(text, "f(\n  1)"), /^f\(\\n",\s+"  1\)$/);
  });
});

describe("notebooks: edits", () => {
  function edited(text: string, find: string, insert: string): string | undefined {
    const notebook = read(text);
    const start = notebook.code.indexOf(find);
    const edits = notebook.toEdits([{ start, end: start + find.length, text: insert }]);
    return edits && read(applyEdits(text, edits)).code;
  }

  it("escapes what it writes, and gives the code that the edit meant", () => {
    const text = ipynb([{ source: ["connect(\n", "  a,\n", ")\n"] }, { source: "x = 1" }]);
    const notebook = read(text);
    const at = notebook.code.indexOf(")");
    const edits = notebook.toEdits([{ start: at, end: at, text: '  b="v",\n' }]);
    assert.ok(edits);
    assert.equal(read(applyEdits(text, edits)).code, 'connect(\n  a,\n  b="v",\n)\nx = 1\n');
  });

  it("replaces a text between escaped quotes", () => {
    assert.equal(edited(ipynb([{ source: 'ua = "Acme"' }]), "Acme", "Acme_Loader/1.0"), 'ua = "Acme_Loader/1.0"\n');
  });

  it("inserts at the very end of a cell", () => {
    const text = ipynb([{ source: "f(a" }, { source: "x" }]);
    const edits = read(text).toEdits([{ start: 3, end: 3, text: ")" }]);
    assert.equal(edits && read(applyEdits(text, edits)).code, "f(a)\nx\n");
  });

  it("gives no edit that would cross lines or cells", () => {
    const text = ipynb([{ source: ["a\n", "b\n"] }, { source: "c" }]);
    assert.equal(edited(text, "a\nb", "z"), undefined);
    assert.equal(edited(text, "b\nc", "z"), undefined);
    assert.equal(edited(ipynb([{ source: "a" }, { source: "b" }]), "a\n", ""), undefined);
  });
});

describe("notebooks: everything else in the file", () => {
  it("keeps outputs, prose and cells of other languages, at their offsets", () => {
    const text = ipynb([
      { source: "secret_in_code = 1" },
      { type: "markdown", source: "prose" },
      { source: "%sql\nselect 1" },
      { source: "f()", outputs: [{ output_type: "stream", text: ["printed\n"] }] },
    ]);
    const { rest } = read(text);
    assert.equal(rest.length, text.length);
    for (const word of ["prose", "select 1", "printed"]) assert.equal(rest.indexOf(word), text.indexOf(word));
    assert.equal(rest.indexOf("secret_in_code"), -1);
  });
});

describe("notebooks stored as Python", () => {
  it("finds the cells of other languages", () => {
    const text = [
      "# Databricks notebook source",
      "x = 1",
      "# COMMAND ----------",
      "# MAGIC %sql",
      "# MAGIC SELECT 1",
      "",
      "# COMMAND ----------",
      "# MAGIC %md text",
      "# MAGIC %pip install a",
      "# a comment",
    ].join("\r\n");
    assert.deepEqual(
      magicCells(text).map(({ language, start, end }) => [language, text.slice(start, end)]),
      [
        ["sql", "# MAGIC %sql\r\n# MAGIC SELECT 1\r"],
        ["md", "# MAGIC %md text\r"],
        ["pip", "# MAGIC %pip install a\r"],
      ],
    );
  });

  it("finds none in other Python files", () => {
    assert.deepEqual(magicCells("x = 1\n# MAGIC %sql\n"), []);
  });
});
