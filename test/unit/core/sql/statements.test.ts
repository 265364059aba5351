import assert from "node:assert/strict";
import fc from "fast-check";
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
  "a compound statement, whole": [
    "BEGIN DECLARE x INT; SET x = 1; SELECT x; END; SELECT 2",
    "BEGIN DECLARE x INT; SET x = 1; SELECT x; END",
    "SELECT 2",
  ],
  "blocks inside one": [
    "begin if a then select 1; else begin select 2; end; end if; for r as select 1 do select 2; end for; end; SELECT 3",
    "begin if a then select 1; else begin select 2; end; end if; for r as select 1 do select 2; end for; end",
    "SELECT 3",
  ],
  "loops of every kind": [
    "BEGIN WHILE a DO SET b = 1; END WHILE; LOOP LEAVE l; END LOOP; REPEAT SET c = 1; UNTIL c END REPEAT; END; SELECT 2",
    "BEGIN WHILE a DO SET b = 1; END WHILE; LOOP LEAVE l; END LOOP; REPEAT SET c = 1; UNTIL c END REPEAT; END",
    "SELECT 2",
  ],
  "CASE as an expression and as a statement": [
    "BEGIN SET x = CASE WHEN a THEN 1 END; CASE x WHEN 1 THEN SELECT (CASE WHEN b THEN CASE WHEN c THEN 1 END END); END CASE; END; SELECT 2",
    "BEGIN SET x = CASE WHEN a THEN 1 END; CASE x WHEN 1 THEN SELECT (CASE WHEN b THEN CASE WHEN c THEN 1 END END); END CASE; END",
    "SELECT 2",
  ],
  "an UNTIL that ends with CASE": [
    "BEGIN REPEAT SELECT 1; UNTIL CASE WHEN a THEN b END END REPEAT; END; SELECT 2",
    "BEGIN REPEAT SELECT 1; UNTIL CASE WHEN a THEN b END END REPEAT; END",
    "SELECT 2",
  ],
  "columns that are called end and begin": [
    "BEGIN SELECT t.end, end, `end` FROM t WHERE end > begin; END; SELECT 2",
    "BEGIN SELECT t.end, end, `end` FROM t WHERE end > begin; END",
    "SELECT 2",
  ],
  "a labelled and atomic one": [
    "l: BEGIN NOT ATOMIC SELECT 1; END l; BEGIN ATOMIC SELECT 2; END; SELECT 3",
    "l: BEGIN NOT ATOMIC SELECT 1; END l",
    "BEGIN ATOMIC SELECT 2; END",
    "SELECT 3",
  ],
  "a handler with a body": [
    "BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN SELECT 1; END; SELECT 2; END; SELECT 3",
    "BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN SELECT 1; END; SELECT 2; END",
    "SELECT 3",
  ],
  "the body of a procedure": [
    "CREATE OR REPLACE PROCEDURE p(IN a INT) LANGUAGE SQL AS BEGIN SELECT a; END; SELECT 2",
    "CREATE OR REPLACE PROCEDURE p(IN a INT) LANGUAGE SQL AS BEGIN SELECT a; END",
    "SELECT 2",
  ],
  "transactions, which are statements of their own": [
    "BEGIN TRANSACTION; INSERT INTO t VALUES (1); COMMIT; BEGIN; SELECT 2",
    "BEGIN TRANSACTION",
    "INSERT INTO t VALUES (1)",
    "COMMIT",
    "BEGIN",
    "SELECT 2",
  ],
  "CASE and END outside of compounds": [
    "SELECT CASE WHEN a THEN 1 END; SELECT end FROM t; SELECT begin; SELECT 2 AS BEGIN; SELECT 3",
    "SELECT CASE WHEN a THEN 1 END",
    "SELECT end FROM t",
    "SELECT begin",
    "SELECT 2 AS BEGIN",
    "SELECT 3",
  ],
  "an unfinished compound": ["SELECT 1; BEGIN SELECT 2; SELECT 3", "SELECT 1", "BEGIN SELECT 2; SELECT 3"],
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

  it("takes a long script in one pass", () => {
    const script = "SELECT 'x;y', `a;b` /* c; /* d */ */ FROM t -- e;\n;\n".repeat(20_000);
    assert.equal(splitStatements(script).length, 20_000);
  });
});

describe("splitStatements, whatever the script", () => {
  /** Pieces that hide or hold semicolons; joined, they make scripts that no person would write. */
  const piece = fc.constantFrom(
    ...[
      "SELECT",
      "BEGIN",
      "END",
      "CASE",
      "IF",
      "END IF",
      "LOOP",
      "'",
      '"',
      "`",
      "$$",
      "--",
      "/*",
      "*/",
      "\\",
      "\n",
      ";",
    ],
    ...[" ", ":", "(", ")", ".", "x", "é", "🧱", "r'", "l:", "AS", "TRANSACTION", "THEN"],
  );
  const script = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(" "));

  it("gives statements in order, none empty, each as it stands there", () =>
    fc.assert(
      fc.property(script, (text) => {
        for (const statement of split(text)) assert.match(statement, /^\S/);
      }),
    ));
  it("finds one statement in the text of each that ends outside of a string, comment or block", () =>
    fc.assert(
      fc.property(script, (text) => {
        const complete = splitStatements(text).filter(({ end, until }) => text.slice(end, until).endsWith(";"));
        for (const one of complete) assert.deepEqual(split(one.text), [one.text]);
      }),
    ));
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
