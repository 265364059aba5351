import assert from "node:assert/strict";
import { appEndpoint, managedEndpoint, mayReceiveToken, missingScopes } from "../../../../src/core/mcp/endpoint.ts";

const host = "https://adb-1.2.azuredatabricks.net";

describe("MCP endpoints", () => {
  it("builds addresses from plain names", () => {
    const endpoint = managedEndpoint("functions", host, ["main", "my schema/x"], "Functions of main.my schema/x");
    assert.equal(endpoint.url, `${host}/api/2.0/mcp/functions/main/my%20schema%2Fx`);
    assert.equal(endpoint.scope, "unity-catalog");
    assert.equal(managedEndpoint("sql", host, [], "SQL").url, `${host}/api/2.0/mcp/sql`);
    assert.equal(appEndpoint("a", "https://a-1.aws.databricksapps.com/").url, "https://a-1.aws.databricksapps.com/mcp");
  });

  it("sends a token to the workspace and to apps of Databricks only", () => {
    for (const [url, expected] of [
      [`${host}/api/2.0/mcp/sql`, true],
      ["https://a-1.aws.databricksapps.com/mcp", true],
      ["https://a-1.2.azure.databricksapps.com/mcp", true],
      ["http://a-1.aws.databricksapps.com/mcp", false],
      ["https://databricksapps.com.evil.example/mcp", false],
      ["https://evildatabricksapps.com/mcp", false],
      ["https://x@a-1.aws.databricksapps.com/mcp", false],
      ["http://adb-1.2.azuredatabricks.net/mcp", false],
      ["https://adb-1.3.azuredatabricks.net/mcp", false],
      ["not an address", false],
    ] as const)
      assert.equal(mayReceiveToken(url, host), expected, url);
  });

  it("reads the missing scope from a challenge or from a workspace's words", () => {
    for (const [challenge, message, expected] of [
      ['Bearer error="insufficient_scope", scope="genie"', "", ["genie"]],
      ['Bearer realm="x", error=insufficient_scope, scope="genie sql"', "", ["genie", "sql"]],
      ["", '{"message":"Provided OAuth token does not have required scopes: genie"}', ["genie"]],
      [
        "",
        "Provided OAuth token does not have required scopes: dashboards.genie, genie.",
        ["dashboards.genie", "genie"],
      ],
      ["", "Invalid scope. required scope: sql", ["sql"]],
      ['Bearer scope="sql"', "", []],
      ["", "User does not have USE CONNECTION on Connection 'a'.", []],
    ] as const)
      assert.deepEqual(missingScopes(challenge, message), expected, challenge + message);
  });
});
