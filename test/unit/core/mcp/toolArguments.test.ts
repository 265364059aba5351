import assert from "node:assert/strict";
import { schemaArguments } from "../../../../src/core/mcp/toolArguments.ts";

const typeOf = (schema: unknown) => schemaArguments({ properties: { a: schema } })[0]?.type;

describe("arguments of MCP tools", () => {
  it("are read with what they are and whether they are needed", () => {
    const schema = {
      type: "object",
      properties: { path: { type: "string", description: "Where" }, limit: { type: "integer" } },
      required: ["path"],
    };
    assert.deepEqual(schemaArguments(schema), [
      { name: "path", type: "string", isRequired: true, description: "Where" },
      { name: "limit", type: "integer", isRequired: false },
    ]);
  });

  it("name their types in words", () => {
    assert.equal(typeOf({ type: "array", items: { type: "integer" } }), "array of integer");
    assert.equal(typeOf({ type: ["string", "null"] }), "string or null");
    assert.equal(typeOf({ enum: ["low", "high"] }), '"low" or "high"');
    assert.equal(typeOf({ anyOf: [{ type: "string" }, { type: "number" }, { type: "string" }] }), "string or number");
    assert.equal(typeOf({ enum: [1, 2, 3, 4, 5, 6, 7, 8] }), "1, 2, 3, 4, 5, 6 or 2 more");
    assert.equal(typeOf({ const: 3 }), "3");
    assert.equal(typeOf({ $ref: "#/$defs/x" }), "any");
  });

  it("take whatever a server sends", () => {
    for (const odd of [undefined, null, 1, "x", [], {}, { properties: [] }, { properties: null, required: "a" }])
      assert.deepEqual(schemaArguments(odd), []);
    assert.equal(typeOf(null), "any");
    const deep: Record<string, unknown> = { type: "array" };
    deep["items"] = deep;
    assert.equal(typeOf(deep), "array of array of array of array of any");
  });
});
