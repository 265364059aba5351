import assert from "node:assert/strict";
import { pythonStatements } from "../../../../../src/core/lint/languages/pythonStatements.ts";
import { code } from "../samples.ts";

/** The first line of each statement. */
function firstLines(text: string): string[] {
  return pythonStatements(text).map((start) => text.slice(start).split(/\r?\n/, 1)[0] ?? "");
}

describe("pythonStatements", () => {
  const samples: readonly (readonly [name: string, text: string, ...lines: string[]])[] = [
    ["one per line", "import os\nx = 1; y = 2\n\nprint(x)\n", "import os", "x = 1; y = 2", "print(x)"],
    ["blocks", "def f():\n    return 1\n\n\nclass A:\n\n    x = 1\ny = 1\n", "def f():", "class A:", "y = 1"],
    ["decorators", "x = 1\n@a\n@b(1)\ndef f(): ...\nclass A: ...\n", "x = 1", "@a", "class A: ..."],
    ["clauses", "try:\n  a\nexcept E:\n  b\nelse:\n  c\nfinally:\n  d\nelsewhere = 1\n", "try:", "elsewhere = 1"],
    ["brackets", "f(\na,\n[\n1],\n)\ng()\n", "f(", "g()"],
    ["triple quotes", 'x = """\ndef inner(): "\'\n\\"""\n"""\ny = 1\n', 'x = """', "y = 1"],
    ["quotes in comments", "x = 1  # don't (\ny = '#'\nz = 1\n", "x = 1  # don't (", "y = '#'", "z = 1"],
    ["escapes", "x = 'it\\'s ('\ny = 1 + \\\n1\nz = r'\\'\n", "x = 'it\\'s ('", "y = 1 + \\", "z = r'\\'"],
    ["CRLF", "x = 'a\\\r\nb'\r\ny = 1 + \\\r\n1\r\nz = 1\r\n", "x = 'a\\", "y = 1 + \\", "z = 1"],
    ["comments", "# first\nx = 1\n# of x\ny = 1\n", "# first", "x = 1", "y = 1"],
    ["a bracket left open", "x = f(\ny = 1\ndef g(): ...\nz = 1\n", "x = f(", "def g(): ...", "z = 1"],
    ["a quote left open", "x = 'a\ny = 1\n", "x = 'a", "y = 1"],
    ["triple quotes left open", 'x = 1\ny = """a\nz = 1\n', "x = 1", 'y = """a'],
    ["nothing", "", ""],
  ];
  for (const [name, text, ...lines] of samples) it(name, () => assert.deepEqual(firstLines(text), lines));

  it("knows names beyond ASCII", () => {
    assert.deepEqual(
      firstLines(code`
      größe = 1
      print(größe)`),
      ["größe = 1", "print(größe)"],
    );
  });
});
