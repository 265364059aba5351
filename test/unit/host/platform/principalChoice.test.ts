import assert from "node:assert/strict";
import type { PrincipalChoice } from "../../../../src/host/platform/principalChoice.ts";
import { meaningOf } from "../../../../src/host/platform/principalChoice.ts";

const id = "9f3d1c52-6a0e-4b7d-8c21-000000000001";
const other = "9f3d1c52-6a0e-4b7d-8c21-000000000002";
const choices: PrincipalChoice[] = [
  { label: "acme-loader", value: { name: id, title: "acme-loader", groups: ["users"] } },
  { label: "acme-loader-test", value: { name: other, title: "acme-loader-test", groups: [] } },
];

describe("a principal that was typed", () => {
  for (const [text, name] of [
    ["acme-loader", id],
    ["ACME-LOADER-TEST", other],
    [id.toUpperCase(), id],
    ["loader-t", other],
    ["loader", "loader"],
    ["analysts", "analysts"],
    ["ada@example.com", "ada@example.com"],
    ["00000000-0000-4000-8000-000000000000", "00000000-0000-4000-8000-000000000000"],
  ] as const) {
    it(`${text} is ${name}`, () => assert.equal(meaningOf(text, choices).value.name, name));
  }

  it("says that a bare name is a group's", () =>
    assert.match(meaningOf("analysts", choices).label, /Group “analysts”/));
});
