import assert from "node:assert/strict";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import type { McpEndpoint } from "../../../../src/core/mcp/endpoint.ts";
import {
  appEndpoints,
  catalogNames,
  externalEndpoints,
  functionEndpoints,
  genieEndpoints,
  mostSchemas,
  searchEndpoints,
} from "../../../../src/host/agents/findEndpoints.ts";
import { probeMcp } from "../../../../src/workspace/mcp/probe.ts";
import { createWorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import { runningEmulator } from "../../emulator/running.ts";

describe("finding MCP endpoints", () => {
  const emulator = runningEmulator({ scale: { schemas: 300, tables: 300 } });

  function workspace(user = "ada.lindqvist@emulated.example") {
    const host = emulator.current.httpUrl;
    const token = emulator.current.createToken({ user });
    const client = createWorkspaceClient({
      host,
      token: async () => token,
      productVersion: "1.0.0",
      log: silentLogger,
    });
    return { host, token, client };
  }

  const pathOf = ({ url }: McpEndpoint) => new URL(url).pathname;

  it("knows what the workspace leads to, and each answers", async () => {
    const { host, token, client } = workspace();
    const found = [
      ...(await genieEndpoints(client, host)),
      ...(await searchEndpoints(client, host)),
      ...(await externalEndpoints(client, host)),
      ...(await functionEndpoints(client, host, "main")).endpoints,
    ];
    assert.deepEqual(found.map(pathOf), [
      "/api/2.0/mcp/genie/01f0a1b2c3d411e0a4b5c6d7e8f90a1b",
      "/api/2.0/mcp/ai-search/main/ops/tickets_index",
      "/api/2.0/mcp/external/support_desk",
      "/api/2.0/mcp/functions/main/sales",
    ]);
    const apps = await appEndpoints(client);
    assert.deepEqual(apps.map(pathOf), ["/apps/mcp-parcels/mcp", "/apps/sales-board/mcp"]);
    for (const { url } of [...found, ...apps.slice(0, 1)]) {
      const { tools } = await probeMcp({
        url,
        token: async () => token,
        product: "test",
        version: "1.0.0",
        timeoutMs: 10_000,
      });
      assert.ok(tools.length > 0, url);
    }
  });

  it("passes over a schema whose functions it may not list, and no other failure", async () => {
    const { host, client } = workspace();
    const fault = { match: "GET /api/2.1/unity-catalog/functions", kind: "status", times: 100 } as const;
    emulator.current.faults.add({ ...fault, status: 403 });
    assert.deepEqual((await functionEndpoints(client, host, "main")).endpoints, []);
    emulator.current.faults.clear();
    emulator.current.faults.add({ ...fault, status: 400 });
    await assert.rejects(functionEndpoints(client, host, "main"));
    emulator.current.faults.clear();
  });

  it("leaves out catalogs that may only be browsed", async () => {
    const names = await catalogNames(workspace().client);
    assert.deepEqual([names.includes("main"), names.includes("payroll")], [true, false]);
  });

  it("looks into a bounded number of schemas, and says so", async () => {
    const { host, client } = workspace();
    emulator.current.requests.clear();
    const { endpoints, isCut } = await functionEndpoints(client, host, "scale");
    assert.deepEqual([endpoints.length, isCut], [0, true]);
    const asked = emulator.current.requests.entries.filter(({ path }) => path.endsWith("/functions"));
    assert.equal(asked.length, mostSchemas);
  });
});
