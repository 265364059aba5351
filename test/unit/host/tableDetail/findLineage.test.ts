import assert from "node:assert/strict";
import type { ErrorReason } from "../../../../src/core/base/errors.ts";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { findLineage } from "../../../../src/host/tableDetail/findLineage.ts";
import type { TableLineage } from "../../../../src/workspace/rest/governanceApi.ts";

const path = ["main", "sales", "orders"] as const;
const found: TableLineage = { upstream: [{ fullName: "a.b.c" }], downstream: [] };

function sources(sql: (string | null)[][] | ErrorReason, rest: TableLineage | ErrorReason) {
  const answer = <T extends object>(value: T | ErrorReason): T => {
    if (typeof value === "string") throw new PwafError(value, `It is ${value}.`);
    return value;
  };
  return { texts: async () => answer(sql), client: async () => ({ tableLineage: async () => answer(rest) }) };
}
const find = (...args: Parameters<typeof sources>) => findLineage(sources(...args), path, new AbortController().signal);

describe("lineage of a table", () => {
  it("comes from the system tables where they answer", async () => {
    const lineage = await find(
      [
        ["down", "main.sales.report", "VIEW"],
        ["up", "MAIN.sales.orders", "TABLE"],
      ],
      "unexpected",
    );
    assert.deepEqual([lineage.upstream, lineage.downstream], [[], [{ fullName: "main.sales.report", type: "VIEW" }]]);
    assert.match(lineage.source, /last 90 days/);
  });

  it("comes from the API where the system tables refuse", async () => {
    const lineage = await find("sql", found);
    assert.deepEqual(lineage.upstream, found.upstream);
    assert.match(lineage.source, /lineage API/);
  });

  it("says plainly when nobody answers, and what both said", async () => {
    await assert.rejects(find("sql", "not-found"), (error: PwafError) => {
      assert.match(error.message, /does not say where its tables come from/);
      assert.match(error.hint ?? "", /system\.access[\s\S]*It is sql\.[\s\S]*It is not-found\./);
      return error.reason === "not-found";
    });
  });

  for (const [sql, rest, reason] of [
    ["config", found, "config"],
    ["cancelled", found, "cancelled"],
    ["sql", "cancelled", "cancelled"],
    ["sql", "unauthenticated", "unauthenticated"],
  ] as const) {
    it(`does not hide ${reason} (${sql})`, async () => {
      await assert.rejects(find(sql, rest), { reason });
    });
  }
});
