import assert from "node:assert/strict";
import { errorText } from "../../../src/core/base/errors.ts";
import { runningEmulator } from "./running.ts";
import { openSession } from "./sqlClient.ts";

describe("emulator: system tables", () => {
  const emulator = runningEmulator();
  const bruno = "bruno.chen@emulated.example";

  async function rows(sql: string, user = ""): Promise<Record<string, unknown>[]> {
    const session = await openSession(emulator.current, { token: emulator.current.createToken({ user }) });
    try {
      return await session.rows(sql);
    } finally {
      await session.close();
    }
  }

  it("tell which client ran what, from the header that it really sent", async () => {
    await rows("SELECT 1 AS probe_of_attribution");
    const [ran] = await rows(
      `SELECT user_agent, user_identity.email AS who, request_params['commandText'] AS sql, response.status_code AS status
       FROM system.access.audit WHERE action_name = 'commandSubmit' AND request_params['commandText'] LIKE '%probe_of_attribution%'
       AND event_date >= current_date() - INTERVAL 1 DAY AND request_params['commandText'] NOT LIKE '%LIKE%'`,
    );
    assert.match(String(ran?.["user_agent"]), /^NodejsDatabricksSqlConnector\/.* \(Acme_Loader\/1\.2\.0;/);
    assert.match(String(ran?.["who"]), /@emulated\.example$/);
    assert.deepEqual([ran?.["sql"], ran?.["status"]], ["SELECT 1 AS probe_of_attribution", 200]);
    const [history] = await rows(
      `SELECT client_application, client_driver, execution_status, executed_by, compute.type AS compute
       FROM system.query.history WHERE statement_text = 'SELECT 1 AS probe_of_attribution'`,
    );
    assert.ok(history);
    assert.equal(history["client_application"], "Acme_Loader");
    assert.match(String(history["client_driver"]), /^NodejsDatabricksSqlConnector\//);
    assert.deepEqual([history["execution_status"], history["compute"]], ["FINISHED", "WAREHOUSE"]);
  });

  it("tell how calls signed in, and what calls by REST did", async () => {
    const token = emulator.current.createToken();
    const headers = { authorization: `Bearer ${token}`, "user-agent": "Acme_Sync/2.0.0 it's" };
    await fetch(`${emulator.current.httpUrl}/api/2.1/unity-catalog/tables/main.sales.orders`, { headers });
    await fetch(`${emulator.current.httpUrl}/api/2.1/unity-catalog/tables/main.sales.nothing`, { headers });
    const wrong = { ...headers, authorization: "Bearer nobody" };
    await fetch(`${emulator.current.httpUrl}/api/2.1/unity-catalog/tables/main.sales.orders`, { headers: wrong });
    const found = await rows(
      `SELECT service_name, action_name, request_params['full_name_arg'] AS name, response.status_code AS status
       FROM system.access.audit WHERE user_agent LIKE 'Acme_Sync/%' ORDER BY event_time, service_name, status`,
    );
    const seen = found.map((row) => ["service_name", "action_name", "name", "status"].map((name) => row[name]));
    assert.deepEqual(
      seen.filter(([service]) => service === "unityCatalog"),
      [
        ["unityCatalog", "getTable", "main.sales.orders", 200],
        ["unityCatalog", "getTable", "main.sales.nothing", 404],
      ],
    );
    assert.equal(
      seen.filter(([, action]) => action === "tokenLogin").length,
      2,
      "who is not known signs in to nothing",
    );
    assert.ok(!JSON.stringify(await rows("SELECT * FROM system.access.audit")).includes(token));
  });

  it("tell which tools an agent called", async () => {
    const call = async (path: string, name: string) => {
      await fetch(`${emulator.current.httpUrl}/api/2.0/mcp/${path}`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${emulator.current.createToken()}`,
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
          "user-agent": "Acme_Agent/1.0.0",
        },
        body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: {} } }),
      });
    };
    await call("functions/main/sales", "main__sales__net_price");
    await call("sql", "execute_sql_read_only");
    const found = await rows(
      `SELECT action_name, coalesce(request_params['full_name_arg'], request_params['tool']) AS tool FROM system.access.audit
       WHERE user_agent = 'Acme_Agent/1.0.0' AND action_name IN ('executeFunction', 'mcpCall') ORDER BY event_time`,
    );
    assert.deepEqual(
      found.map(({ action_name: action, tool }) => [action, tool]),
      [
        ["executeFunction", "main.sales.net_price"],
        ["mcpCall", "execute_sql_read_only"],
      ],
    );
  });

  it("tell who changed permissions", async () => {
    await rows(`GRANT SELECT, MODIFY ON TABLE main.sales.orders TO \`${bruno}\``);
    const [change] = await rows(
      `SELECT request_params['securable_full_name'] AS name, request_params['changes'] AS changes FROM system.access.audit
       WHERE service_name = 'unityCatalog' AND action_name = 'updatePermissions'`,
    );
    assert.equal(change?.["name"], "main.sales.orders");
    assert.deepEqual(JSON.parse(String(change["changes"])), [{ principal: bruno, add: ["SELECT", "MODIFY"] }]);
  });

  it("are the administrators' until they are shared", async () => {
    const refusal = (error: unknown) => {
      assert.match(errorText(error), /does not have USE SCHEMA on Schema 'system\.access'/);
      return true;
    };
    await assert.rejects(rows("SELECT * FROM system.access.audit", bruno), refusal);
    await rows(`GRANT USE SCHEMA, SELECT ON SCHEMA system.access TO \`${bruno}\``);
    assert.ok((await rows("SELECT * FROM system.access.audit", bruno)).length > 0);
    assert.ok((await rows("SELECT * FROM system.information_schema.tables", bruno)).length > 0);
  });

  it("answer two who ask at the same time", async () => {
    const counts = await Promise.all([1, 2, 3].map(() => rows("SELECT count(*) AS n FROM system.query.history")));
    assert.ok(counts.every(([row]) => Number(row?.["n"]) > 0));
  });

  it("are empty where nothing of the kind happens here", async () => {
    for (const table of ["serving.endpoint_usage", "serving.served_entities", "ai_gateway.usage"])
      assert.deepEqual(await rows(`SELECT * FROM system.${table}`), [], table);
  });
});
