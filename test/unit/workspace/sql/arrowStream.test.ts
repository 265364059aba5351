import assert from "node:assert/strict";
import { columnFromArray, int32, tableFromColumns, tableFromIPC, tableToIPC } from "@uwdata/flechette";
import { arrowStream, endOfStream } from "../../../../src/workspace/sql/arrowStream.ts";

/** Schema message and batch messages of a table, as a warehouse sends them. */
function messages(values: number[]): { schema: Uint8Array; batch: Uint8Array } {
  const bytes = tableToIPC(tableFromColumns([["n", columnFromArray(values, int32())]]), { format: "stream" });
  assert.ok(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const end = 8 + view.getInt32(4, true);
  return { schema: bytes.slice(0, end), batch: bytes.slice(end, -endOfStream.byteLength) };
}

describe("arrowStream", () => {
  it("makes one readable stream of a schema and several batches", () => {
    const { schema, batch } = messages([1, 2, 3]);
    const more = messages([4]).batch;
    const table = tableFromIPC(arrowStream(schema, [batch, more]));
    assert.deepEqual(table.getChildAt(0).toArray(), Int32Array.of(1, 2, 3, 4));
  });

  it("takes a schema with an end marker of its own", () => {
    const { schema, batch } = messages([7]);
    const table = tableFromIPC(arrowStream(Buffer.concat([schema, endOfStream]), [batch]));
    assert.deepEqual(table.getChildAt(0).toArray(), Int32Array.of(7));
  });

  it("answers a buffer of its own, of exactly the stream's size", () => {
    const { schema, batch } = messages([1]);
    assert.equal(
      arrowStream(schema, [batch]).byteLength,
      schema.byteLength + batch.byteLength + endOfStream.byteLength,
    );
  });
});
