import assert from "node:assert/strict";
import { proxyFor } from "../../../../src/core/doctor/proxy.ts";

const url = new URL("https://adb-1.2.azuredatabricks.net");

describe("proxy of an environment", () => {
  const cases: readonly (readonly [environment: Readonly<Record<string, string>>, expected: string | undefined])[] = [
    [{}, undefined],
    [{ HTTPS_PROXY: "http://p:1" }, "http://p:1/"],
    [{ https_proxy: "p:1" }, "http://p:1/"],
    [{ HTTPS_PROXY: "http://a:1", https_proxy: "http://b:1" }, "http://b:1/"],
    [{ HTTP_PROXY: "http://p:1" }, undefined],
    [{ ALL_PROXY: "http://p:1" }, "http://p:1/"],
    [{ HTTPS_PROXY: "http://p:1", NO_PROXY: "*" }, undefined],
    [{ HTTPS_PROXY: "http://p:1", NO_PROXY: "azuredatabricks.net" }, undefined],
    [{ HTTPS_PROXY: "http://p:1", NO_PROXY: "localhost, .azuredatabricks.net" }, undefined],
    [{ HTTPS_PROXY: "http://p:1", NO_PROXY: "adb-1.2.azuredatabricks.net:443" }, undefined],
    [{ HTTPS_PROXY: "http://p:1", NO_PROXY: "adb-1.2.azuredatabricks.net:8443" }, "http://p:1/"],
    [{ HTTPS_PROXY: "http://p:1", NO_PROXY: "databricks.net" }, "http://p:1/"],
  ];
  for (const [environment, expected] of cases) {
    it(JSON.stringify(environment), () => assert.equal(proxyFor(url, environment)?.href, expected));
  }
});
