import assert from "node:assert/strict";
import { readNotebook } from "../../../../src/core/lint/languages/notebooks/notebook.ts";
import { JoinedCells } from "../../../../src/host/lint/joinedCells.ts";

const cells = ['name = "Gr\\u00fc\\"ße"\n', "", 'from x import y\n\tprint("tab\\t")\r\nz = 1'];

describe("JoinedCells", () => {
  const joined = new JoinedCells(cells);

  it("is a notebook that holds the cells, each line on its own", () => {
    const { code } = readNotebook(joined.text) ?? assert.fail("no notebook");
    assert.equal(code, `${cells[0]}${cells[2]}\n`);
    assert.equal((JSON.parse(joined.text) as { cells: unknown[] }).cells.length, 3);
  });

  it("leads every place back to its cell", () => {
    for (const [cell, word] of [
      [0, "ße"],
      [2, "print"],
      [2, "z = 1"],
    ] as const) {
      const start = joined.text.indexOf(word);
      const expected = cells[cell]?.indexOf(word) ?? -1;
      assert.deepEqual(joined.toCell({ start, end: start + word.length }), {
        cell,
        start: expected,
        end: expected + word.length,
      });
    }
  });

  it("gives a fix the text that it means, and drops one that reaches beyond its cell", () => {
    const at = joined.text.indexOf("z = 1");
    const finding = { rule: "r", severity: "error", message: "", start: at, end: at + 1 } as const;
    const fix = (start: number) => ({ title: "", safe: true, edits: [{ start, end: start + 1, text: '\\"a\\"\\n' }] });
    assert.deepEqual(joined.toFinding({ ...finding, fix: fix(at) })?.finding.fix?.edits, [
      { start: cells[2]?.indexOf("z = 1"), end: (cells[2]?.indexOf("z = 1") ?? 0) + 1, text: '"a"\n' },
    ]);
    assert.equal(joined.toFinding({ ...finding, fix: fix(joined.text.indexOf("name")) })?.finding.fix, undefined);
  });
});
