import assert from "node:assert/strict";
import { connectionAddress } from "../../../../src/host/query/connectionAddress.ts";

describe("connectionAddress", () => {
  it("takes an https origin apart", () => {
    assert.deepEqual(connectionAddress("https://adb-1.2.azuredatabricks.net"), {
      host: "adb-1.2.azuredatabricks.net",
      port: 443,
    });
    assert.deepEqual(connectionAddress("https://localhost:8443"), { host: "localhost", port: 8443 });
  });
  it("marks plain http", () => {
    assert.deepEqual(connectionAddress("http://127.0.0.1:8020"), { host: "127.0.0.1", port: 8020, protocol: "http" });
    assert.deepEqual(connectionAddress("http://localhost"), { host: "localhost", port: 80, protocol: "http" });
  });
  it("refuses anything else", () => {
    for (const origin of ["adb-1.2.azuredatabricks.net", "ftp://x", ""])
      assert.throws(() => connectionAddress(origin), { reason: "config" });
  });
});
