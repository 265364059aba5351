import assert from "node:assert/strict";
import fc from "fast-check";
import { arrangedQuery } from "../../../../src/core/sql/arrangedQuery.ts";
import { parameterNames } from "../../../../src/core/sql/parameters.ts";
import { postgresName, postgresString } from "../../../../src/core/sql/postgresLiteral.ts";
import { repeatable } from "../../../../src/core/sql/repeatable.ts";
import { splitStatements, statementAt } from "../../../../src/core/sql/statements.ts";
import { withoutSecrets } from "../../../../src/core/sql/withoutSecrets.ts";

const split = (script: string): string[] => splitStatements(script, "postgres").map(({ text }) => text);

describe("a script of PostgreSQL", () => {
  /** Each is followed by `; SELECT 2`, which must be a statement of its own. */
  const whole: Readonly<Record<string, string>> = {
    "a backslash at the end of a string": "SELECT 'C:\\'",
    "a doubled quote": "SELECT 'it''s; fine'",
    "a string with escapes": "SELECT E'it\\'s; fine', e'a\\\\'",
    "a doubled quote in a string with escapes": "SELECT E'it''s\\'; fine'",
    "a name that ends in e, and no escapes": "SELECT DATE'\\'",
    "a name with a dollar sign before a string": "SELECT DATE'\\', a$e'\\'",
    "other kinds of strings": "SELECT B'1', X'1F', N'a\\', U&'\\0041;'",
    "a string over several lines": "SELECT 'a;\nb'",
    "a name in double quotes": 'SELECT "a;b", "a""b;c", "\\"',
    "a single quote in a name": 'SELECT "it\'s;"',
    "a double quote in a string": "SELECT '\";'",
    "backticks, which are an operator's sign": "SELECT 1 ` 2",
    "a line comment, which no backslash continues": "SELECT 1 -- a; \\\n",
    "nested block comments": "SELECT /* a; /* b; */ c; */ 1",
    "minus and division": "SELECT 1 - -1 / 2",
    "a body": "DO $$ BEGIN PERFORM 1; END; 'it $$",
    "a tagged body, with another one in it": "DO $body$ a; $$ b; $$ $BODY$; $body$",
    "a tag with digits, underscores and letters beyond ASCII": "SELECT $_t1$;$_t1$, $größe$;$größe$",
    "a body right behind a bracket": "SELECT f($$;$$)",
    "a name that holds dollar signs": "SELECT a$$b, c$d$e",
    "positional parameters": "PREPARE p AS SELECT $1, $2",
    "dollar signs around a number": "SELECT $1$",
    "casts and slices": "SELECT a::int, b[1:2], c := 3",
    "operators of JSON": "SELECT j #>> '{a;b}', j ? 'k', j @> '{}', j->>'x'",
    "names beyond ASCII": "SELECT größe, 列 FROM täglich",
    "the body of a function in SQL":
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END",
    "one in lower case, replaced": "create or replace procedure p() begin atomic insert into t values (1); end",
    "a function that returns at once": "CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN CASE WHEN true THEN 1 END",
    "the commands of a rule": "CREATE OR REPLACE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b (c))",
    "a table with columns that are called begin and end": "CREATE TABLE t (begin date, end_ date)",
  };
  for (const [name, statement] of Object.entries(whole))
    it(`is split behind ${name}`, () =>
      assert.deepEqual(split(`${statement}; SELECT 2`), [statement.trim().replace(/ -- a; \\$/, ""), "SELECT 2"]));

  const cases: Readonly<Record<string, readonly [script: string, ...statements: string[]]>> = {
    "transactions, however they begin": [
      "BEGIN; BEGIN WORK; START TRANSACTION; begin isolation level serializable; BEGIN READ ONLY; COMMIT AND CHAIN; END",
      ...["BEGIN", "BEGIN WORK", "START TRANSACTION", "begin isolation level serializable", "BEGIN READ ONLY"],
      ...["COMMIT AND CHAIN", "END"],
    ],
    "comments around statements": ["-- it's\nSELECT 1; /* \" ; */ SELECT 2 -- end", "SELECT 1", "SELECT 2"],
    "hints, which stay": ["/*+ SeqScan(t) */ SELECT 1; SELECT 2", "/*+ SeqScan(t) */ SELECT 1", "SELECT 2"],
    "nothing in blanks and lone semicolons": [" ;\n;;"],
    "an unfinished string": ["SELECT 1; SELECT 'a; b", "SELECT 1", "SELECT 'a; b"],
    "an unfinished name": ['SELECT "a; b', 'SELECT "a; b'],
    "an unfinished body": ["SELECT $x$ a; $$ b", "SELECT $x$ a; $$ b"],
    "an unfinished bracket, which hides nothing": ["SELECT (1; SELECT 2", "SELECT (1", "SELECT 2"],
    "a statement that is about functions and makes none": [
      "DROP FUNCTION f; COMMENT ON FUNCTION g() IS 'begin'; SELECT 3",
      ...["DROP FUNCTION f", "COMMENT ON FUNCTION g() IS 'begin'", "SELECT 3"],
    ],
  };
  for (const [name, [script, ...expected]] of Object.entries(cases))
    it(`has ${name}`, () => assert.deepEqual(split(script), expected));

  it("finds the statement under the cursor", () => {
    const script = "SELECT 'C:\\'; SELECT 2";
    assert.equal(statementAt(splitStatements(script, "postgres"), script.length)?.text, "SELECT 2");
    // The same text may stand in an editor of the warehouse, too.
    assert.equal(statementAt(splitStatements(script, "databricks"), script.length)?.text, script);
    assert.equal(splitStatements(script, "postgres").length, 2);
  });

  it("is split behind whatever is quoted", () =>
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const statement = `SELECT ${postgresString(one)} AS ${postgresName(other)} WHERE ${postgresString(other)}`;
        assert.deepEqual(split(`${statement};SELECT 2`), [statement, "SELECT 2"]);
      }),
    ));
});

describe("parameters of PostgreSQL's statements", () => {
  const cases: Readonly<Record<string, readonly [sql: string, ...names: string[]]>> = {
    "markers beside casts": ["SELECT :a::int, b::text, (:c)::date, 'x'::text", "a", "c"],
    "no slices and no assignments": ["SELECT b[1:n], b[lower:upper] FROM f(a := 1, b => :c)", "c"],
    "none in strings, names, bodies and comments": [
      "SELECT ':a', \"x:b\", ':c\\', $$ :d $$, $t$ :e $t$, E'\\' :f' -- :g\n/* :h */",
    ],
    "names with dollar signs": ["SELECT :a$b", "a$b"],
    "none of psql's quoted ones": ["SELECT :'a', :\"b\""],
    "a marker behind a string that ends with a backslash": ["SELECT 'C:\\', :a", "a"],
  };
  for (const [name, [sql, ...expected]] of Object.entries(cases))
    it(`are ${name}`, () => assert.deepEqual(parameterNames(sql, "postgres"), expected));
});

describe("statements of PostgreSQL", () => {
  it("keep their secrets out of the history", () => {
    assert.equal(
      withoutSecrets("CREATE ROLE a PASSWORD 'x\\' VALID UNTIL '2030-01-01'", "postgres"),
      "CREATE ROLE a PASSWORD '<redacted>' VALID UNTIL '2030-01-01'",
    );
    assert.equal(
      withoutSecrets("CREATE SERVER s OPTIONS (\"password\" 'x;y', user $$u$$)", "postgres"),
      "CREATE SERVER s OPTIONS (\"password\" '<redacted>', user $$u$$)",
    );
  });

  it("are queries or not, whatever their names hold", () => {
    assert.equal(repeatable("SELECT 'C:\\' AS \"delete\", 1", "postgres"), "query");
    assert.equal(repeatable("WITH a AS (SELECT 1) DELETE FROM t", "postgres"), "other");
  });

  it("are sorted and filtered in PostgreSQL's own words", () => {
    const columns = [
      { name: "id", type: "BIGINT" },
      { name: 'it"s', type: "JSONB" },
    ];
    const sql = arrangedQuery(
      "SELECT 'C:\\' -- all",
      columns,
      {
        sort: [{ column: 1, direction: "descending" }],
        filters: [
          { column: 0, test: ">=", text: "3" },
          { column: 1, test: "contains", text: "O'Hara" },
        ],
      },
      "postgres",
    );
    assert.equal(
      sql,
      "SELECT * FROM (\nSELECT 'C:\\' -- all\n) AS result\n" +
        "WHERE result.\"id\" >= '3'\n  AND strpos(lower(CAST(result.\"it\"\"s\" AS text)), lower('O''Hara')) > 0\n" +
        'ORDER BY result."it""s" DESC',
    );
  });
});
