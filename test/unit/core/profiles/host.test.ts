import assert from "node:assert/strict";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { PastedHost } from "../../../../src/core/profiles/host.ts";
import { isAccountHost, parseHost, parseWarehouse } from "../../../../src/core/profiles/host.ts";

const token = ["da", "pi"].join("") + "0".repeat(32);
const azure = "adb-1234567890123456.7.azuredatabricks.net";
const host = `https://${azure}`;
const warehouseId = "abcdef0123456789";
const workspaceId = "1234567890123456";
const accountId = "00000000-0000-4000-8000-000000000000";

const accepted: readonly [pasted: string, expected: PastedHost][] = [
  [azure, { host }],
  [azure.toUpperCase(), { host }],
  [`  ${azure}/  `, { host }],
  [`${azure}:443`, { host }],
  [`"${host}"`, { host }],
  [`<${host}>`, { host }],
  [`DATABRICKS_HOST=${host}`, { host }],
  [`export DATABRICKS_HOST="${host}"`, { host }],
  [`${host}/`, { host }],
  [`${host}:8443/x`, { host: `${host}:8443` }],
  [`${host}/?o=${workspaceId}`, { host, workspaceId }],
  [`${host}?o=${workspaceId}#job/1`, { host, workspaceId }],
  [`${host}/?w=${workspaceId}&x=1`, { host, workspaceId }],
  [`${host}/sql/warehouses/${warehouseId}?o=${workspaceId}&tab=overview`, { host, warehouseId, workspaceId }],
  [`${host}/sql/1.0/warehouses/${warehouseId}`, { host, warehouseId }],
  [`${host}/sql/1.0/endpoints/${warehouseId}`, { host, warehouseId }],
  [`${azure}/sql/1.0/warehouses/${warehouseId}`, { host, warehouseId }],
  [`${host}/sql/protocolv1/o/${workspaceId}/0101-101010-abcdefgh`, { host, workspaceId }],
  [`${host}/browse/folders/1?o=${workspaceId}`, { host, workspaceId }],
  [`https://someone:${token}@${azure}/`, { host }],
  [
    `jdbc:databricks://${azure}:443/default;transportMode=http;ssl=1;AuthMech=3;httpPath=/sql/1.0/warehouses/${warehouseId};UID=token;PWD=${token}`,
    { host, warehouseId },
  ],
  [`jdbc:spark://${azure}:443;httpPath=sql/1.0/warehouses/${warehouseId}`, { host, warehouseId }],
  [
    `jdbc:databricks://localhost:8080;ssl=0;httpPath=/sql/1.0/warehouses/${warehouseId}`,
    { host: "http://localhost:8080", warehouseId },
  ],
  [
    `Driver=Simba Spark ODBC Driver;Host=${azure};Port=443;HTTPPath=/sql/1.0/warehouses/${warehouseId};SSL=1;AuthMech=3;UID=token;PWD=${token}`,
    { host, warehouseId },
  ],
  [`Host=${azure};Port=8443`, { host: `${host}:8443` }],
  [
    `databricks://token:${token}@${azure}?http_path=/sql/1.0/warehouses/${warehouseId}&catalog=main&schema=default`,
    { host, warehouseId },
  ],
  [
    `databricks+connector://token:${token}@${azure}:443/default?http_path=%2Fsql%2F1.0%2Fwarehouses%2F${warehouseId}`,
    { host, warehouseId },
  ],
  [`token:${token}@${azure}:443/sql/1.0/warehouses/${warehouseId}?timeout=10`, { host, warehouseId }],
  [`sc://${azure}:443/;token=${token};x-databricks-cluster-id=1`, { host }],
  [`adbc:databricks://${azure}:443/sql/1.0/warehouses/${warehouseId}`, { host, warehouseId }],
  [`host = ${host}/`, { host }],
  [`  "host": "${host}",`, { host }],
  [`server_hostname="${azure}", http_path="/sql/1.0/warehouses/${warehouseId}"`, { host, warehouseId }],
  [`$env:DATABRICKS_HOST = "${host}"`, { host }],
  [`databricks auth login --host ${host} --profile x`, { host }],
  [`curl -H "Authorization: Bearer ${token}" "${host}/api/2.0/clusters/list?o=${workspaceId}"`, { host, workspaceId }],
  [`my host is ${host}`, { host }],
  [
    `https://accounts.cloud.databricks.com/?account_id=${accountId}`,
    { host: "https://accounts.cloud.databricks.com", accountId },
  ],
  [`${host}/?account_id=none`, { host }],
  ["http://localhost:8080", { host: "http://localhost:8080" }],
  ["http://127.0.0.1:40123/", { host: "http://127.0.0.1:40123" }],
  ["http://[::1]:40123/x", { host: "http://[::1]:40123" }],
  ["https://localhost:8443", { host: "https://localhost:8443" }],
  ["1234567890.1.gcp.databricks.com", { host: "https://1234567890.1.gcp.databricks.com" }],
];

const refused: readonly [pasted: string, message: RegExp][] = [
  ["", /no address/],
  ["   ", /no address/],
  ["hello world", /host name/],
  ["workspace", /host name/],
  [`password: "${token}"`, /host name/],
  ["https://", /host name/],
  ["https://-bad-.com", /host name/],
  [`/sql/1.0/warehouses/${warehouseId}`, /HTTP path of a warehouse/],
  [`http://${azure}`, /not encrypted/],
  [`jdbc:databricks://${azure}:443;ssl=0`, /not encrypted/],
  ["http://127.0.0.1.evil.example", /not encrypted/],
  ["http://localhost@evil.example", /not encrypted/],
  [`postgresql://someone:${token}@x.database.y.cloud.databricks.com/db`, /postgresql:\/\//],
  ["vscode://a.b/c", /vscode:\/\//],
  [`someone:${token}@`, /host name/],
  [token, /host name/],
];

describe("parseHost", () => {
  for (const [pasted, expected] of accepted) {
    it(`finds the workspace in ${pasted.replace(token, "…")}`, () => assert.deepEqual(parseHost(pasted), expected));
  }

  for (const [pasted, message] of refused) {
    it(`refuses ${JSON.stringify(pasted.replace(token, "…"))}`, () => {
      assert.throws(
        () => parseHost(pasted),
        (error: unknown) => {
          assert.ok(error instanceof PwafError && error.reason === "config" && error.hint !== undefined);
          assert.match(error.message, message);
          assert.ok(!`${error.message} ${error.hint}`.includes(token), "a secret must not come back");
          return true;
        },
      );
    });
  }

  it("gives its own answer back", () => {
    for (const [, expected] of accepted) assert.equal(parseHost(expected.host).host, expected.host);
  });
});

describe("parseWarehouse", () => {
  for (const text of [
    warehouseId,
    `/sql/1.0/warehouses/${warehouseId}`,
    `sql/1.0/endpoints/${warehouseId}`,
    `${host}/sql/warehouses/${warehouseId}?o=1`,
    ` "/sql/1.0/warehouses/${warehouseId}" `,
  ]) {
    it(`finds it in ${text}`, () => assert.equal(parseWarehouse(text), warehouseId));
  }
  it("finds none elsewhere", () => {
    for (const text of ["", "a b", "/sql/protocolv1/o/1/2", host]) assert.equal(parseWarehouse(text), undefined);
  });
});

describe("isAccountHost", () => {
  it("tells consoles from workspaces", () => {
    for (const name of [
      "accounts.cloud.databricks.com",
      "accounts.azuredatabricks.net",
      "accounts.gcp.databricks.com",
      "login.databricks.com",
      "accounts-dod.cloud.databricks.us",
    ]) {
      assert.ok(isAccountHost(`https://${name}`), name);
    }
    assert.ok(!isAccountHost(host));
    assert.ok(!isAccountHost("https://dbc-accounts.cloud.databricks.com"));
  });
});
