import assert from "node:assert/strict";
import { kindOf, roleStatements } from "../../../../src/core/lakebase/roleSql.ts";

describe("the SQL of a new role", () => {
  it("quotes names, and gives no more than was asked", () => {
    const role = { identity: `o'brien"x@example.com`, kind: "USER", database: "db", schema: "a b" } as const;
    const connect = roleStatements({ ...role, rights: "connect" });
    assert.deepEqual(connect, [
      "CREATE EXTENSION IF NOT EXISTS databricks_auth",
      `SELECT databricks_create_role('o''brien"x@example.com', 'USER')`,
      `GRANT CONNECT ON DATABASE "db" TO "o'brien""x@example.com"`,
    ]);
    const read = roleStatements({ ...role, rights: "read" }).slice(connect.length);
    assert.ok(read.every((sql) => sql.includes('SCHEMA "a b"') && !sql.includes("INSERT")));
    assert.ok(roleStatements({ ...role, rights: "write" }).some((sql) => sql.includes("DELETE ON ALL TABLES")));
  });

  it("tells people from service principals by their names", () => {
    assert.equal(kindOf("ada@example.com"), "USER");
    assert.equal(kindOf("9f3d1c52-6a0e-4b7d-8c21-ace0ace0ace0"), "SERVICE_PRINCIPAL");
    assert.equal(kindOf("analysts"), undefined);
  });
});
