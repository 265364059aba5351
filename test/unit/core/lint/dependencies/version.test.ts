import assert from "node:assert/strict";
import type { Ecosystem } from "../../../../../src/core/lint/dependencies/dependency.ts";
import { compareVersions, isSurelyBelow, readRange } from "../../../../../src/core/lint/dependencies/version.ts";

describe("versions", () => {
  const ascending = [
    "0.9",
    "1.0.dev1",
    "1.0a1",
    "1.0rc1",
    "1.0",
    "1.0.1",
    "1.2-SNAPSHOT",
    "1.2",
    "1.10",
    "v2.0.0",
    "3.0.7",
    "10",
  ];
  it("are in order", () => {
    for (const [index, version] of ascending.entries())
      for (const [other, later] of ascending.entries())
        assert.equal(Math.sign(compareVersions(version, later)), Math.sign(index - other), `${version} and ${later}`);
  });

  it("are equal without trailing zeros and build numbers", () => {
    assert.equal(compareVersions("1.0.0", "1"), 0);
    assert.equal(compareVersions("1.0+local", "v1"), 0);
  });

  const below: readonly (readonly [Ecosystem, string, string, boolean])[] = [
    ["pypi", "==0.74.0", "0.89.0", true],
    ["pypi", ">=0.74.0", "0.89.0", false],
    ["pypi", ">=0.50,<0.89", "0.89.0", true],
    ["pypi", ">=0.50,<1", "0.89.0", false],
    ["pypi", "~=0.74.0", "0.89.0", true],
    ["pypi", "~=0.74", "0.89.0", false],
    ["pypi", "==0.74.*", "0.89.0", true],
    ["pypi", "^0.74", "0.89.0", true],
    ["pypi", "", "0.89.0", false],
    ["npm", "^1.9.0", "2.1.0", true],
    ["npm", "^2.0.0", "2.1.0", false],
    ["npm", "~2.0.0", "2.1.0", true],
    ["npm", "^1 || ^2", "2.1.0", false],
    ["maven", "0.54.0", "0.73.0", true],
    ["maven", "[0.5,0.7)", "0.73.0", true],
    ["maven", "[0.5,)", "0.73.0", false],
  ];
  for (const [ecosystem, requested, version, expected] of below)
    it(`${ecosystem} ${requested} is ${expected ? "" : "not "}surely below ${version}`, () => {
      const dependency = { ecosystem, name: "x", requested, start: 0, end: 0, ...readRange(ecosystem, requested) };
      assert.equal(isSurelyBelow(dependency, version), expected);
    });
});
