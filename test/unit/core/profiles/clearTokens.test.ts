import assert from "node:assert/strict";
import { clearTokens } from "../../../../src/core/profiles/clearTokens.ts";

const random = "0123456789abcdef".repeat(2);
const pat = "dapi" + random;

describe("clearTokens", () => {
  it("finds each kind, with its line", () => {
    const text = `export DATABRICKS_TOKEN=${pat}\r\n# ${"dose" + random}\r\n\r\n"${"doau" + random}", ${pat}-2`;
    assert.deepEqual(
      clearTokens(text).map(({ kind, line }) => [kind, line]),
      [
        ["personal access token", 0],
        ["OAuth secret", 1],
        ["refresh token", 3],
        ["personal access token", 3],
      ],
    );
    assert.equal(text.indexOf(pat), clearTokens(text)[0]?.start);
    assert.ok(!JSON.stringify(clearTokens(text)).includes(random), "a value must not come along");
  });

  for (const text of [
    "dapi" + "x".repeat(32),
    "dapi" + "0".repeat(32),
    "dapi" + random.slice(1),
    `my${pat}`,
    `${pat}00`,
  ]) {
    it(`finds nothing in ${text.slice(0, 8)}…, ${text.length} long`, () => assert.deepEqual(clearTokens(text), []));
  }
});
