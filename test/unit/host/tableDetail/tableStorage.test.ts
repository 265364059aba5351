import assert from "node:assert/strict";
import { tableFromArrays, tableToIPC } from "@uwdata/flechette";
import { storageFrom } from "../../../../src/host/tableDetail/tableStorage.ts";

/** One row, as a session sends it. */
function answer(row: Readonly<Record<string, unknown>>) {
  const bytes = tableToIPC(tableFromArrays(Object.fromEntries(Object.entries(row).map(([k, v]) => [k, [v]]))), {
    format: "stream",
  });
  assert.ok(bytes);
  const columns = Object.keys(row).map((name) => ({ name, type: "STRING" }));
  return { columns, page: { firstRow: 0, rowCount: 1, arrow: new Uint8Array(bytes).buffer }, truncated: false };
}

describe("how a table is stored", () => {
  it("takes arrays that come as JSON, and leaves out what a runtime does not say", () => {
    const { files, partitionColumns, features, clusteringColumns } = storageFrom(
      answer({ numFiles: 12, partitionColumns: '["day","a, b"]', tableFeatures: "not JSON" }),
    );
    assert.deepEqual([files, partitionColumns], [12, ["day", "a, b"]]);
    assert.deepEqual([features, clusteringColumns], [undefined, undefined]);
  });

  it("says what it cannot read", () => {
    const broken = { ...answer({ numFiles: 1 }), page: { firstRow: 0, rowCount: 1, arrow: new ArrayBuffer(3) } };
    assert.throws(() => storageFrom(broken), { reason: "bad-response" });
  });
});
