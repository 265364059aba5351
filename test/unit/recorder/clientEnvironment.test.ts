import assert from "node:assert/strict";
import type { Reach } from "../../../src/recorder/clientEnvironment.ts";
import { clientEnvironment } from "../../../src/recorder/clientEnvironment.ts";

const reach: Reach = {
  proxy: "http://127.0.0.1:8123",
  port: 8123,
  host: "https://pwaf-recorder.cloud.databricks.com",
  isStandIn: true,
  caFile: "/tmp/ca.pem",
  bundleFile: "/tmp/bundle.pem",
  javaTrustStore: "/tmp/a folder/trust.p12",
  nodeHook: "/tmp/a folder/hook.cjs",
};

const databricks = (variables: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => name.startsWith("DATABRICKS_")));

describe("recorder: variables for clients", () => {
  it("gives a program without settings a workspace, and a token that is plainly none", () => {
    assert.deepEqual(databricks(clientEnvironment(reach, {})), {
      DATABRICKS_HOST: "https://pwaf-recorder.cloud.databricks.com",
      DATABRICKS_SERVER_HOSTNAME: "pwaf-recorder.cloud.databricks.com",
      DATABRICKS_HTTP_PATH: "/sql/1.0/warehouses/0000000000000000",
      DATABRICKS_WAREHOUSE_ID: "0000000000000000",
      DATABRICKS_TOKEN: "not-a-token-the-recorder-made-it-up",
    });
  });

  it("leaves a program its own workspace and its own way of signing in, while nothing stands behind", () => {
    const own = { DATABRICKS_HOST: "adb-1.2.azuredatabricks.net/?o=1", DATABRICKS_HTTP_PATH: "/sql/x" };
    for (const signIn of ["DATABRICKS_TOKEN", "DATABRICKS_CLIENT_ID", "DATABRICKS_CONFIG_PROFILE", "ARM_CLIENT_ID"])
      assert.deepEqual(databricks(clientEnvironment(reach, { ...own, [signIn]: "x", DATABRICKS_WAREHOUSE_ID: "" })), {
        DATABRICKS_HOST: "https://adb-1.2.azuredatabricks.net",
        DATABRICKS_SERVER_HOSTNAME: "adb-1.2.azuredatabricks.net",
        DATABRICKS_WAREHOUSE_ID: "0000000000000000",
      });
    // Nobody's name leads elsewhere: a host that is not at Databricks would not come by the recorder.
    const other = clientEnvironment(reach, { DATABRICKS_HOST: "http://127.0.0.1:9" });
    assert.equal(other["DATABRICKS_HOST"], reach.host);
  });

  it("names the workspace behind it, and no credentials of its own", () => {
    const host = "https://adb-9.9.azuredatabricks.net";
    const variables = clientEnvironment({ ...reach, host, isStandIn: false }, { DATABRICKS_HOST: "https://other" });
    assert.deepEqual(databricks(variables), {
      DATABRICKS_HOST: host,
      DATABRICKS_SERVER_HOSTNAME: "adb-9.9.azuredatabricks.net",
    });
  });

  it("keeps what others have put into the same variables, except what leads past it", () => {
    const variables = clientEnvironment(reach, {
      NODE_OPTIONS: "--max-old-space-size=512",
      JAVA_TOOL_OPTIONS: "-Xmx1g",
      NO_PROXY: "intra.example, .azuredatabricks.net,*,localhost",
      grpc_proxy: "http://proxy.example:3128",
      no_grpc_proxy: "azuredatabricks.net",
    });
    assert.equal(variables["NODE_OPTIONS"], '--max-old-space-size=512 --require "/tmp/a folder/hook.cjs"');
    assert.match(variables["JAVA_TOOL_OPTIONS"] ?? "", /^-Xmx1g .*trustStore="\/tmp\/a folder\/trust\.p12" /);
    assert.equal(variables["NO_PROXY"], "intra.example,localhost,127.0.0.1");
    assert.equal(variables["no_proxy"], variables["NO_PROXY"]);
    assert.equal(variables["grpc_proxy"], reach.proxy);
    assert.equal(variables["no_grpc_proxy"], variables["NO_PROXY"]);
  });
});
