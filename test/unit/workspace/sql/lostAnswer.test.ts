import assert from "node:assert/strict";
import { once } from "node:events";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Emulator } from "../../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../../src/emulator/emulator.ts";
import type { SqlConnection } from "../../../../src/workspace/sql/types.ts";
import { allPages, calls, warehouse } from "./emulated.ts";
import type { TestClient } from "./testClient.ts";
import { noAbort, testClient } from "./testClient.ts";

/** A connection that breaks after the server has done its work, so that the answer is lost on the way back. */
describe("SQL client and lost answers", () => {
  let emulator: Emulator;
  let proxy: Server;
  let test: TestClient;
  let connection: SqlConnection;
  /** Thrift method whose next answers are lost, and how many of them pass before. */
  let loss: { method: string; after: number } | undefined;

  before(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    proxy = createServer((request, response) => {
      void (async () => {
        const body = await buffer(request);
        const { authorization = "", "user-agent": agent = "" } = request.headers;
        const answer = await fetch(emulator.httpUrl + (request.url ?? ""), {
          method: "POST",
          headers: { authorization, "user-agent": agent, "content-type": "application/x-thrift" },
          body,
        });
        const bytes = Buffer.from(await answer.arrayBuffer());
        const isHit = loss !== undefined && body.includes(loss.method) && loss.after-- <= 0;
        if (isHit) {
          loss = undefined;
          request.socket.resetAndDestroy();
        } else response.writeHead(answer.status).end(bytes);
      })();
    }).listen(0, "127.0.0.1");
    await once(proxy, "listening");
    test = testClient();
    connection = { ...warehouse(emulator), port: (proxy.address() as AddressInfo).port };
  });
  beforeEach(() => emulator.requests.clear());
  after(async () => {
    test.client.dispose();
    proxy.close();
    await emulator.close();
  });

  const execute = (sql: string) => test.client.execute(connection, { sql }, noAbort);

  it("says that rows are lost, instead of leaving a hole", async () => {
    loss = { method: "FetchResults", after: 1 };
    const result = await execute("SELECT id FROM range(50000)");
    await assert.rejects(allPages(result), { reason: "dropped", message: /and with it some rows/ });
  });

  it("never runs a statement twice", async () => {
    loss = { method: "ExecuteStatement", after: 0 };
    await assert.rejects(execute("SELECT 1"), { reason: "dropped" });
    assert.equal(calls(emulator).filter((call) => call === "ExecuteStatement").length, 1);
  });

  it("opens another session when the answer to the first is lost", async () => {
    const other = testClient();
    loss = { method: "OpenSession", after: 0 };
    const pages = await allPages(await other.client.execute(connection, { sql: "SELECT 1" }, noAbort));
    assert.equal(pages.length, 1);
    other.client.dispose();
  });
});
