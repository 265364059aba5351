import assert from "node:assert/strict";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { EditorDatabase } from "../../../../src/host/platform/editorDatabases.ts";
import { checkExportable, exportForms, exportName, exportText } from "../../../../src/host/query/exportForm.ts";
import { exportFormats } from "../../../../src/workspace/sql/exportTypes.ts";

describe("export of a result", () => {
  it("offers every format that the driver process writes", () => {
    assert.deepEqual(exportForms.map(({ format }) => format).toSorted(), [...exportFormats].toSorted());
  });

  it("never runs a statement again that may change something", () => {
    for (const sql of ["SELECT 1", "SHOW TABLES"]) checkExportable({ statement: { sql } });
    for (const sql of ["DELETE FROM t", "CALL p()", "OPTIMIZE t"])
      assert.throws(() => checkExportable({ statement: { sql } }), PwafError, sql);
  });

  it("runs no statement of another database on the warehouse", () => {
    const database: EditorDatabase = {
      product: "Lakebase",
      name: "Lakebase · orders",
      dialect: "postgres",
      isInTransaction: false,
      execute: () => Promise.reject(new Error("not asked")),
      dispose: () => undefined,
    };
    assert.throws(() => checkExportable({ statement: { sql: "SELECT 1" }, database }), /came from Lakebase · orders/);
  });

  it("says how far it has come", () => {
    assert.equal(exportText({ rows: 1, bytes: 0 }), "1 row, 0 B");
    assert.equal(exportText({ rows: 12_000, bytes: 3_412_000 }), "12,000 rows, 3.4 MB");
    assert.equal(exportText({ rows: 2, bytes: 999_999_999_999_999_999 }), "2 rows, 1,000,000 TB");
  });

  it("suggests a name that any system takes", () => {
    assert.deepEqual(["orders.sql", "my report: Q1?.sql", "Untitled-1", "...", "größe.v2.sql"].map(exportName), [
      "orders",
      "my-report-Q1",
      "Untitled-1",
      "result",
      "größe.v2",
    ]);
  });
});
