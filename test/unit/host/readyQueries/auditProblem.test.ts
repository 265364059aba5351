import assert from "node:assert/strict";
import { arrivalsParameters, arrivalsSql } from "../../../../src/core/attribution/arrivals.ts";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { auditProblem } from "../../../../src/host/readyQueries/auditProblem.ts";
import { emulatedSql } from "../tableDetail/emulatedSql.ts";

describe("an audit log that cannot be read", () => {
  const sql = emulatedSql();
  const bruno = "bruno.chen@emulated.example";

  async function ask(): Promise<unknown> {
    const parameters = arrivalsParameters({ isv: "Acme", product: "Loader" }, 1);
    return await sql.execute({ sql: arrivalsSql, parameters }, bruno).then(
      async (result) => {
        await result.close();
        return "it ran";
      },
      (error: unknown) => auditProblem(error),
    );
  }

  it("says which privilege is missing, level by level, and who gives it", async () => {
    for (const [missing, grant] of [
      ["USE SCHEMA on Schema 'system.access'", "GRANT USE SCHEMA ON SCHEMA system.access"],
      ["SELECT on Table 'system.access.audit'", "GRANT SELECT ON TABLE system.access.audit"],
    ] as const) {
      const problem = await ask();
      assert.ok(problem instanceof PwafError);
      assert.equal(problem.reason, "forbidden");
      assert.ok(problem.message.includes(missing), problem.message);
      assert.match(problem.hint ?? "", /account admin/);
      await sql.run(`${grant} TO \`${bruno}\``);
    }
    assert.equal(await ask(), "it ran");
  });

  it("is told from other failures", () => {
    const other = new PwafError("unreachable", "No connection.");
    assert.equal(auditProblem(other), other);
    const syntax = new PwafError("sql", "[PARSE_SYNTAX_ERROR] Syntax error.");
    assert.equal(auditProblem(syntax), syntax);
  });
});
