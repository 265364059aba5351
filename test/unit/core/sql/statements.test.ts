import assert from "node:assert/strict";
import { splitStatements, statementAt } from "../../../../src/core/sql/statements.ts";

/** The texts of the statements of a script; the ranges are checked on the way. */
function split(script: string): string[] {
  const statements = splitStatements(script);
  for (const [i, statement] of statements.entries()) {
    assert.equal(script.slice(statement.start, statement.end), statement.text);
    assert.ok(statement.end <= statement.until);
    assert.ok(statement.start >= (statements[i - 1]?.until ?? 0));
  }
  return statements.map((statement) => statement.text);
}

const cases: Readonly<Record<string, readonly [script: string, ...statements: string[]]>> = {
  "nothing in an empty script": [""],
  "nothing in blanks, comments and lone semicolons": [" ;\n-- a; b\n/* c; d */;;"],
  "one statement without a semicolon": ["SELECT 1", "SELECT 1"],
  "several, without the blanks around them": ["  SELECT 1 ;\r\n\tSELECT 2;", "SELECT 1", "SELECT 2"],
  "leading and trailing comments are left out": [
    "-- one\nSELECT 1 -- ;\n; /* two */ SELECT 2 /* ; */",
    "SELECT 1",
    "SELECT 2",
  ],
  "comments inside a statement stay": ["SELECT 1, -- a;\n 2 /* b; */ + 3;", "SELECT 1, -- a;\n 2 /* b; */ + 3"],
  "a semicolon in a string": ["SELECT 'a;b', \"c;d\"; SELECT 2", "SELECT 'a;b', \"c;d\"", "SELECT 2"],
  "a doubled quote": ["SELECT 'it''s; fine'; SELECT 2", "SELECT 'it''s; fine'", "SELECT 2"],
  "an escaped quote": ["SELECT 'it\\'s; fine'; SELECT 2", "SELECT 'it\\'s; fine'", "SELECT 2"],
  "an escaped backslash before the closing quote": ["SELECT 'a\\\\'; SELECT 2", "SELECT 'a\\\\'", "SELECT 2"],
  "a raw string takes a backslash as it is": ["SELECT r'a\\'; SELECT R\"b\\\"", "SELECT r'a\\'", 'SELECT R"b\\"'],
  "a word that ends in r is no raw string": ["SELECT char'a\\'; b'; SELECT 2", "SELECT char'a\\'; b'", "SELECT 2"],
  "a backslash in backticks is itself": ["SELECT `a;\\`; SELECT `b``;c`", "SELECT `a;\\`", "SELECT `b``;c`"],
  "nested block comments": ["/* a /* b; */ c; */ SELECT 1; SELECT 2", "SELECT 1", "SELECT 2"],
  "a hint belongs to its statement": ["SELECT /*+ BROADCAST(t) */ 1", "SELECT /*+ BROADCAST(t) */ 1"],
  "quotes in comments": ["-- it's\nSELECT 1; /* \" */ SELECT 2", "SELECT 1", "SELECT 2"],
  "comment signs in strings": ["SELECT '--'; SELECT '/*'; SELECT 3", "SELECT '--'", "SELECT '/*'", "SELECT 3"],
  "a line comment that a backslash continues": ["SELECT 1 -- a \\\n; b\n; SELECT 2", "SELECT 1", "SELECT 2"],
  "minus and division are no comments": ["SELECT 1 - -1 / 2; SELECT 2", "SELECT 1 - -1 / 2", "SELECT 2"],
  "a dollar-quoted body": [
    "CREATE FUNCTION f() AS $$ a; 'b $$; SELECT 2",
    "CREATE FUNCTION f() AS $$ a; 'b $$",
    "SELECT 2",
  ],
  "a tagged body": [
    "CREATE FUNCTION f() AS $py$ $$; $py$; SELECT 2",
    "CREATE FUNCTION f() AS $py$ $$; $py$",
    "SELECT 2",
  ],
  "a dollar sign elsewhere": ["SELECT ${a}, b$1; SELECT a$$b; SELECT 3", "SELECT ${a}, b$1", "SELECT a$$b", "SELECT 3"],
  "an unfinished string": ["SELECT 1; SELECT 'a; b", "SELECT 1", "SELECT 'a; b"],
  "an unfinished name": ["SELECT `a; b", "SELECT `a; b"],
  "an unfinished comment": ["SELECT 1; /* a; b", "SELECT 1"],
  "an unfinished body": ["SELECT $$ a; b", "SELECT $$ a; b"],
  "a backslash at the very end": ["SELECT 'a\\", "SELECT 'a\\"],
  "names and text beyond ASCII": ["SELECT 'ä;🧱'; SELECT `列`", "SELECT 'ä;🧱'", "SELECT `列`"],
};

describe("splitStatements", () => {
  for (const [name, [script, ...expected]] of Object.entries(cases))
    it(`finds ${name}`, () => assert.deepEqual(split(script), expected));

  it("says where each statement ends", () => {
    assert.deepEqual(splitStatements("A ; B"), [
      { start: 0, end: 1, until: 3, text: "A" },
      { start: 4, end: 5, until: 5, text: "B" },
    ]);
  });

  it("splits a compound statement at its inner semicolons (known limit)", () => {
    assert.deepEqual(split("BEGIN SELECT 1; END; SELECT 2"), ["BEGIN SELECT 1", "END", "SELECT 2"]);
  });

  it("takes a long script in one pass", () => {
    const script = "SELECT 'x;y', `a;b` /* c; /* d */ */ FROM t -- e;\n;\n".repeat(20_000);
    assert.equal(splitStatements(script).length, 20_000);
  });

  it("never loses or invents text, whatever the input", () => {
    const parts = ["'", '"', "`", ";", "--", "/*", "*/", "\n", "\\", "$$", "$a$", "r", " ", "SELECT", "1"];
    let seed = 7;
    const random = (): number => (seed = (seed * 16807) % 2147483647);
    for (let round = 0; round < 3000; round++) {
      const script = Array.from({ length: random() % 12 }, () => parts[random() % parts.length] ?? "").join("");
      split(script);
    }
  });
});

describe("statementAt", () => {
  const script = "SELECT 1; -- after\n\n  SELECT 2;\n-- end\n";
  const statements = splitStatements(script);
  const at = (offset: number): string | undefined => statementAt(statements, offset)?.text;

  it("takes the statement around the cursor", () => {
    assert.equal(at(0), "SELECT 1");
    assert.equal(at(4), "SELECT 1");
    assert.equal(at(script.indexOf("SELECT 2") + 8), "SELECT 2");
  });
  it("takes the one just finished right behind its semicolon", () => assert.equal(at(9), "SELECT 1"));
  it("takes the following one between two statements", () => assert.equal(at(10), "SELECT 2"));
  it("takes the last one behind the last semicolon", () => assert.equal(at(script.length), "SELECT 2"));
  it("finds nothing in an empty script", () => assert.equal(statementAt([], 0), undefined));
});
