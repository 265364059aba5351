import assert from "node:assert/strict";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import type { WorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import { createWorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { allPages, warehouse } from "../sql/emulated.ts";
import type { TestClient } from "../sql/testClient.ts";
import { noAbort, testClient } from "../sql/testClient.ts";

const other = "bruno.chen@emulated.example";

describe("query history of a workspace", function () {
  this.timeout(60_000);
  const emulator = runningEmulator();
  let sql: TestClient;

  before(() => {
    sql = testClient();
  });
  after(() => sql.client.dispose());

  function clientOf(user?: string): WorkspaceClient {
    const token = emulator.current.createToken(user === undefined ? {} : { user });
    return createWorkspaceClient({
      host: emulator.current.httpUrl,
      token: async () => token,
      productVersion: "1.2.3",
      log: silentLogger,
    });
  }
  async function run(text: string, user?: string): Promise<void> {
    const token = emulator.current.createToken(user === undefined ? {} : { user });
    const connection = warehouse(emulator.current, { token: async () => token, user: user ?? "" });
    await allPages(await sql.client.execute(connection, { sql: text }, noAbort));
  }

  it("tells what ran, the latest first, page by page", async () => {
    await run("SELECT 1 AS one");
    await run("SELECT * FROM range(20)");
    await assert.rejects(run("SELECT * FROM nowhere"));
    const client = clientOf();
    const first = await client.queryHistory({ pageSize: 2 });
    const second = await client.queryHistory({ pageSize: 2, pageToken: first.nextPageToken ?? "" });
    const all = [...first.items, ...second.items];
    assert.deepEqual(
      all.map((query) => [query.sql, query.status, query.rows]),
      [
        ["SELECT * FROM nowhere", "FAILED", 0],
        ["SELECT * FROM range(20)", "FINISHED", 20],
        ["SELECT 1 AS one", "FINISHED", 1],
      ],
    );
    const [failed, finished] = all;
    assert.match(failed?.error ?? "", /nowhere/);
    assert.deepEqual(
      [finished?.warehouseId, finished?.clientApplication, finished?.userName],
      [emulator.current.warehouseId, "PwafToolkit_VSCode", (await client.me()).userName],
    );
    assert.equal(second.nextPageToken, undefined);
  });

  it("tells one user's statements when asked, and to others no more than their own", async () => {
    const [ada, bruno] = [clientOf(), clientOf(other)];
    await run("SELECT 'of Bruno'", other);
    const { id = "" } = await ada.me();
    const mine = (await ada.queryHistory({ pageSize: 100, userId: id })).items;
    const all = (await ada.queryHistory({ pageSize: 100 })).items;
    assert.equal(all.length, mine.length + 1);
    assert.ok(mine.every(({ sql: text }) => text !== "SELECT 'of Bruno'"));
    const his = (await bruno.queryHistory({ pageSize: 100 })).items;
    assert.deepEqual(
      his.map(({ sql: text }) => text),
      ["SELECT 'of Bruno'"],
    );
  });
});
