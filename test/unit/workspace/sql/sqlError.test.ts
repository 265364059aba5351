import assert from "node:assert/strict";
import { readSqlMessage } from "../../../../src/workspace/sql/sqlError.ts";

describe("readSqlMessage", () => {
  it("counts `pos` from 0 and drops the excerpt", () => {
    const text =
      "org.apache.hive.service.cli.HiveSQLException: Error running query: org.apache.spark.sql.catalyst.parser.ParseException: \n" +
      "[PARSE_SYNTAX_ERROR] Syntax error at or near 'FORM'. SQLSTATE: 42601 (line 1, pos 9)\n\n== SQL ==\nSELECT * FORM x\n---------^^^\n";
    assert.deepEqual(readSqlMessage(text), {
      message: "[PARSE_SYNTAX_ERROR] Syntax error at or near 'FORM'. SQLSTATE: 42601 (line 1, pos 9)",
      problem: { sqlState: "42601", errorClass: "PARSE_SYNTAX_ERROR", line: 1, column: 10 },
    });
  });

  it("counts `position` from 1", () => {
    const text =
      "[DIVIDE_BY_ZERO] Division by zero. Use `try_divide`. SQLSTATE: 22012\n== SQL (line 2, position 8) ==\nSELECT 1/0\n       ^^^";
    assert.deepEqual(readSqlMessage(text), {
      message: "[DIVIDE_BY_ZERO] Division by zero. Use `try_divide`. SQLSTATE: 22012",
      problem: { sqlState: "22012", errorClass: "DIVIDE_BY_ZERO", line: 2, column: 8 },
    });
  });

  it("drops the plan behind an analysis error", () => {
    const text =
      "[TABLE_OR_VIEW_NOT_FOUND] The table `a`.`b` cannot be found.; line 3 pos 14;\n'Project [*]\n+- 'UnresolvedRelation [a, b]";
    assert.deepEqual(readSqlMessage(text), {
      message: "[TABLE_OR_VIEW_NOT_FOUND] The table `a`.`b` cannot be found.; line 3 pos 14",
      problem: { errorClass: "TABLE_OR_VIEW_NOT_FOUND", line: 3, column: 15 },
    });
  });

  it("keeps sub-classes and drops stack traces", () => {
    const text = "[A_B.SOME_CASE] Something\n\tat org.apache.Foo.bar(Foo.java:1)\nCaused by: x";
    assert.deepEqual(readSqlMessage(text), {
      message: "[A_B.SOME_CASE] Something",
      problem: { errorClass: "A_B.SOME_CASE" },
    });
  });

  it("leaves a plain message alone", () => {
    assert.deepEqual(readSqlMessage("Out of quota"), { message: "Out of quota", problem: {} });
  });
});
