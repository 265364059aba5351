import assert from "node:assert/strict";
import { parseProjectConfig } from "../../../../src/core/identity/projectConfig.ts";
import { writeIdentity } from "../../../../src/host/identities/identityText.ts";

const acme = { isv: "Acme", product: "Loader", version: "1.2.0" };

describe("writeIdentity", () => {
  it("makes a file that reads back as the same identity", () => {
    const { config, problems } = parseProjectConfig(writeIdentity("", acme, undefined));
    assert.deepEqual(problems, []);
    assert.deepEqual({ isv: config.isv, product: config.product, version: config.version }, acme);
  });

  it("points to the manifest that keeps the version", () => {
    const { config } = parseProjectConfig(writeIdentity("", acme, "package.json"));
    assert.deepEqual(config.version, { from: "package.json" });
  });

  it("keeps comments, order and other settings", () => {
    const before =
      '{\n  // agreed with the partner manager\n  "rules": { "ua-version-missing": "off" },\n  "isv": "Old"\n}\n';
    const after = writeIdentity(before, acme, undefined);
    assert.match(after, /\/\/ agreed with the partner manager/);
    assert.ok(after.indexOf('"rules"') < after.indexOf('"isv"'));
    assert.match(after, /"isv": "Acme"/);
  });
});
