import assert from "node:assert/strict";
import { errorText } from "../../../src/core/base/errors.ts";
import { connections, externalLocations } from "../../../src/emulator/sample/elsewhere.ts";
import { runningEmulator } from "./running.ts";
import { openSession } from "./sqlClient.ts";

describe("emulator: privileges, tags, history and lineage", () => {
  const emulator = runningEmulator();
  const bruno = "bruno.chen@emulated.example";
  const robot = () => emulator.current.oauth.m2mClientId;
  const sessions = new Map<string, Awaited<ReturnType<typeof openSession>>>();
  afterEach(async () => {
    for (const session of sessions.values()) await session.close();
    sessions.clear();
  });

  /** Rows of a statement, run by somebody; by an administrator unless another is named. */
  async function rows(sql: string, user = ""): Promise<Record<string, unknown>[]> {
    const session =
      sessions.get(user) ?? (await openSession(emulator.current, { token: emulator.current.createToken({ user }) }));
    sessions.set(user, session);
    return await session.rows(sql);
  }
  async function refusal(sql: string, user = ""): Promise<string> {
    return await rows(sql, user).then(
      () => "it ran",
      (error: unknown) => errorText(error),
    );
  }
  async function call(
    path: string,
    { method = "GET", user = "", body }: { method?: string; user?: string; body?: unknown } = {},
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(`${emulator.current.httpUrl}/api/2.1/unity-catalog/${path}`, {
      method,
      headers: { authorization: `Bearer ${emulator.current.createToken({ user })}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  it("holds reads against privileges, and GRANT and REVOKE change them at once", async () => {
    const query = "SELECT count(*) AS n FROM main.ops.tickets";
    assert.match(await refusal(query, robot()), /does not have USE SCHEMA on Schema 'main\.ops'.*42501/s);
    assert.equal((await rows(query, bruno)).length, 1);
    await rows(`GRANT USE SCHEMA ON SCHEMA main.ops TO \`${robot()}\``);
    assert.match(await refusal(query, robot()), /does not have SELECT on Table 'main\.ops\.tickets'/);
    await rows(`GRANT SELECT ON TABLE main.ops.tickets TO \`${robot()}\``);
    assert.equal((await rows(query, robot())).length, 1);
    assert.match(
      await refusal("SELECT * FROM main.ops.shipments JOIN main.ops.tickets USING (x)", robot()),
      /shipments/,
    );
    assert.deepEqual(await rows(`SHOW GRANTS \`${robot()}\` ON TABLE main.ops.tickets`), [
      { Principal: robot(), ActionType: "SELECT", ObjectType: "TABLE", ObjectKey: "main.ops.tickets" },
      { Principal: robot(), ActionType: "USE SCHEMA", ObjectType: "SCHEMA", ObjectKey: "main.ops" },
    ]);
    await rows(`REVOKE SELECT ON TABLE main.ops.tickets FROM \`${robot()}\``);
    assert.match(await refusal(query, robot()), /does not have SELECT/);
    await rows(`REVOKE USE SCHEMA ON SCHEMA main.ops FROM \`${robot()}\``);
  });

  it("knows connections and external locations", async () => {
    const [connection] = connections;
    const [location] = externalLocations;
    assert.ok(connection && location);
    await rows(`GRANT USE CONNECTION ON CONNECTION ${connection.name} TO \`${robot()}\``);
    await rows(`GRANT READ FILES ON EXTERNAL LOCATION \`${location.name}\` TO \`${robot()}\``);
    const found = await rows(`SHOW GRANTS \`${robot()}\` ON CONNECTION ${connection.name}`);
    assert.deepEqual(
      found.map((row) => row["ActionType"]),
      ["USE CONNECTION"],
    );
  });

  it("refuses what it cannot grant", async () => {
    for (const [sql, expected] of [
      ["GRANT SELECT ON TABLE main.sales.nothing TO `account users`", /TABLE_OR_VIEW_NOT_FOUND/],
      ["GRANT SELECT ON TABLE main.sales.orders TO `nobody`", /PRINCIPAL_DOES_NOT_EXIST.*nobody/],
      ["GRANT SELECT ON VOLUME main.sales.exports TO `users`", /SELECT is not applicable/],
      ["GRANT SELECT ON main.sales.orders `users`", /PARSE_SYNTAX_ERROR.*users/],
      ["GRANT ON TABLE main.sales.orders TO `users`", /PARSE_SYNTAX_ERROR/],
    ] as const) {
      assert.match(await refusal(sql), expected, sql);
    }
    const grant = "GRANT SELECT ON TABLE main.sales.orders TO `users`";
    assert.match(await refusal(grant, bruno), /does not have MANAGE on Table 'main\.sales\.orders'/);
  });

  it("lists effective permissions with where they come from", async () => {
    const { body } = await call("effective-permissions/table/main.sales.orders?max_results=0");
    assert.deepEqual(body["privilege_assignments"], [
      {
        principal: "account users",
        privileges: [
          { privilege: "SELECT", inherited_from_type: "SCHEMA", inherited_from_name: "main.sales" },
          { privilege: "USE_SCHEMA", inherited_from_type: "SCHEMA", inherited_from_name: "main.sales" },
          { privilege: "BROWSE", inherited_from_type: "CATALOG", inherited_from_name: "main" },
          { privilege: "USE_CATALOG", inherited_from_type: "CATALOG", inherited_from_name: "main" },
        ],
      },
      {
        principal: "admins",
        privileges: [{ privilege: "ALL_PRIVILEGES", inherited_from_type: "CATALOG", inherited_from_name: "main" }],
      },
    ]);
    for (const [path, status] of [
      ["effective-permissions/table/main.sales.orders?max_results=10", 400],
      ["effective-permissions/table/main.sales.nothing", 404],
      ["effective-permissions/share/x", 501],
      ["permissions/volume/main.sales.exports", 200],
      [`effective-permissions/connection/${connections[0]?.name ?? ""}`, 200],
      [`effective-permissions/external_location/${externalLocations[0]?.name ?? ""}`, 200],
    ] as const) {
      assert.equal((await call(path)).status, status, path);
    }
  });

  it("changes permissions by REST", async () => {
    const path = "permissions/schema/main.sales";
    const body = { changes: [{ principal: "analysts", add: ["CREATE_TABLE"], remove: [] }] };
    assert.equal((await call(path, { method: "PATCH", user: bruno, body })).status, 403);
    assert.equal((await call(path, { method: "PATCH", body })).status, 200);
    const found = (await call(`${path}?principal=Analysts`)).body["privilege_assignments"];
    assert.deepEqual(found, [{ principal: "analysts", privileges: ["CREATE_TABLE"] }]);
    const wrong = { changes: [{ principal: "analysts", add: ["READ_FILES"] }] };
    assert.equal((await call(path, { method: "PATCH", body: wrong })).status, 400);
  });

  it("gives what somebody makes to them", async () => {
    await rows("CREATE SCHEMA main.brunos", bruno);
    await rows("CREATE TABLE main.brunos.t AS SELECT 1 AS a", bruno);
    assert.equal((await rows("SELECT * FROM main.brunos.t", bruno)).length, 1);
    assert.match(await refusal("SELECT * FROM main.brunos.t", robot()), /USE SCHEMA/);
    await rows("DROP SCHEMA main.brunos CASCADE");
  });

  it("keeps a table's history and where it came from", async () => {
    await rows("CREATE TABLE main.default.big_orders AS SELECT order_id FROM main.sales.orders WHERE total > 900");
    await rows("DELETE FROM main.default.big_orders WHERE order_id < 500100");
    const history = await rows("DESCRIBE HISTORY main.default.big_orders");
    assert.deepEqual(
      history.map((row) => [Number(row["version"]), row["operation"], row["userName"]]),
      [
        [1, "DELETE", "ada.lindqvist@emulated.example"],
        [0, "CREATE TABLE AS SELECT", "ada.lindqvist@emulated.example"],
      ],
    );
    assert.equal((await rows("DESCRIBE HISTORY main.sales.orders")).length, 1);
    assert.match(await refusal("DESCRIBE HISTORY main.sales.revenue_by_region"), /DESCRIBE HISTORY/);
    const lineage = await rows(
      "SELECT DISTINCT target_table_full_name AS t FROM system.access.table_lineage WHERE source_table_full_name = 'main.sales.orders' ORDER BY t",
    );
    const made = lineage.map(({ t }) => t);
    for (const name of ["main.default.big_orders", "main.sales.revenue_by_region"])
      assert.ok(made.includes(name), name);
    await rows("DROP TABLE main.default.big_orders");
  });

  it("keeps tags of tables and columns", async () => {
    await rows("ALTER TABLE main.sales.orders SET TAGS ('team' = 'shop', 'gold')");
    await rows("ALTER TABLE main.sales.orders ALTER COLUMN note SET TAGS ('pii' = 'maybe')");
    const tags = () =>
      rows(`SELECT NULL AS c, tag_name, tag_value FROM main.information_schema.table_tags WHERE table_name = 'orders'
        UNION ALL SELECT column_name, tag_name, tag_value FROM main.information_schema.column_tags WHERE table_name = 'orders'
        ORDER BY tag_name`);
    assert.deepEqual(
      (await tags()).map((row) => Object.values(row)),
      [
        [null, "gold", ""],
        ["note", "pii", "maybe"],
        [null, "team", "shop"],
      ],
    );
    await rows("ALTER TABLE main.sales.orders UNSET TAGS ('team', 'gold')");
    assert.equal((await tags()).length, 1);
    assert.match(await refusal("ALTER TABLE main.sales.orders SET TAGS (team)"), /PARSE_SYNTAX_ERROR/);
  });

  it("lists service principals", async () => {
    const path = "../../2.0/preview/scim/v2/ServicePrincipals";
    const all = (await call(path)).body["Resources"] as { applicationId: string }[];
    assert.deepEqual([all.length, all[0]?.applicationId], [2, robot()]);
    const found = (await call(`${path}?filter=${encodeURIComponent('displayName co "ACME"')}`)).body;
    assert.equal(found["totalResults"], 1);
    assert.equal((await call(`${path}?filter=x`)).status, 400);
  });
});
