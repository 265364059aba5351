import assert from "node:assert/strict";
import { errorText, PwafError } from "../../../../src/core/base/errors.ts";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import type { Securable } from "../../../../src/core/grants/securable.ts";
import { kindFacts } from "../../../../src/core/grants/securable.ts";
import type { GrantsModelOptions } from "../../../../src/host/grants/grantsModel.ts";
import { GrantsModel, securableFrom } from "../../../../src/host/grants/grantsModel.ts";
import { securableOf } from "../../../../src/host/grants/nodeSecurable.ts";
import type { GrantsState } from "../../../../src/protocol/grants.ts";
import type { WorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import { createWorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import { emulatedSql } from "../tableDetail/emulatedSql.ts";

const tickets: Securable = { kind: "table", path: ["main", "ops", "tickets"] };

function modelWith(options: Partial<GrantsModelOptions>) {
  const failures: unknown[] = [];
  const model = new GrantsModel({
    effectivePrivileges: async () => [],
    owner: async () => "data-platform",
    execute: async () => undefined,
    viewError: (error) => ({ message: errorText(error) }),
    failed: (error) => failures.push(error),
    ...options,
  });
  return { model, failures };
}
const shortRows = ({ rows }: GrantsState) => rows.map((row) => [row.privilege, row.standing]);

describe("GRANT builder on the emulated workspace", () => {
  const workspace = emulatedSql();
  let client: WorkspaceClient;
  before(() => {
    const token = workspace.emulator.createToken();
    const host = workspace.emulator.httpUrl;
    client = createWorkspaceClient({ host, token: async () => token, productVersion: "1.2.3", log: silentLogger });
  });
  const bed = (user?: string) =>
    modelWith({
      effectivePrivileges: ({ kind, path }, signal) =>
        client.effectiveGrants(kindFacts[kind].apiType, path.join("."), signal),
      owner: ({ kind, path }, signal) => client.owner(kindFacts[kind].collection, path.join("."), signal),
      execute: (sql) => workspace.run(sql, user),
    });

  it("says what is missing, grants it, and says what has changed", async () => {
    const [robot] = await client.servicePrincipals("acme");
    assert.ok(robot);
    const { model, failures } = bed();
    await model.setObjects([tickets]);
    assert.deepEqual(model.statements, []);
    assert.match(model.state.sql, /TO `<application id>`/);
    await model.choosePrincipal({ name: robot.applicationId, title: robot.displayName, groups: robot.groups });
    assert.deepEqual(shortRows(model.state), [
      ["USE CATALOG", "held"],
      ["USE SCHEMA", "missing"],
      ["SELECT", "missing"],
    ]);
    assert.equal(model.state.rows[0]?.note, "through account users");
    assert.deepEqual(model.statements, [
      `GRANT USE SCHEMA ON SCHEMA main.ops TO \`${robot.applicationId}\``,
      `GRANT SELECT ON TABLE main.ops.tickets TO \`${robot.applicationId}\``,
    ]);
    await model.run();
    assert.deepEqual(
      model.state.run?.changes.map(({ privilege, now }) => [privilege, now]),
      [
        ["USE SCHEMA", "held"],
        ["SELECT", "held"],
      ],
    );
    assert.deepEqual([model.state.run.phase, model.state.sql, failures], ["done", "", []]);
  });

  it("stops at the first statement that fails, and says how far it came", async () => {
    const { model, failures } = bed("bruno.chen@emulated.example");
    await model.setObjects([{ kind: "schema", path: ["main", "ops"] }]);
    await model.choosePrincipal({ name: "users", groups: [] });
    await model.run();
    const { run } = model.state;
    assert.deepEqual([run?.phase, run?.done, failures.length], ["failed", 0, 1]);
    assert.match(run?.error?.message ?? "", /MANAGE/);
    assert.ok(run?.changes.every(({ now }) => now === "missing"));
  });

  it("knows every kind of object of the catalog", async () => {
    const { model, failures } = bed();
    const kinds: Securable[] = [
      { kind: "catalog", path: ["samples"] },
      { kind: "volume", path: ["main", "sales", "exports"] },
      { kind: "function", path: ["main", "sales", "net_price"] },
      { kind: "model", path: ["main", "sales", "churn"] },
      { kind: "connection", path: ["crm_postgres"] },
      { kind: "externalLocation", path: ["landing"] },
    ];
    await model.setObjects(kinds);
    assert.deepEqual(model.state.choice.operations, ["read", "readFiles", "execute", "useConnection"]);
    assert.deepEqual(failures, []);
    assert.ok(model.state.rows.every(({ standing }) => standing !== "unknown"));
  });

  it("asks for no grant on what the principal owns", async () => {
    const { model } = bed();
    await model.setObjects([tickets]);
    await model.choosePrincipal({ name: "DATA-PLATFORM@emulated.example", groups: [] });
    const last = model.state.rows.at(-1);
    assert.deepEqual([last?.privilege, last?.standing, last?.note], ["SELECT", "held", "as the owner"]);
    assert.doesNotMatch(model.state.sql, /SELECT/);
  });

  it("does not take what it may not read for missing", async () => {
    const { model } = bed();
    await model.setObjects([{ kind: "table", path: ["main", "sales", "gone"] }]);
    const last = model.state.rows.at(-1);
    assert.equal(last?.standing, "unknown");
    assert.match(last.note, /gone/);
    assert.match(model.state.sql, /SELECT ON TABLE main\.sales\.gone/);
  });
});

describe("GRANT builder", () => {
  it("warns of wide privileges, display names and missing schemas", async () => {
    const { model } = modelWith({});
    await model.setObjects([{ kind: "schema", path: ["main", "sales"] }]);
    await model.choosePrincipal({ name: "acme-loader", groups: [] });
    await model.chooseOperations(["read", "createExternalTables"]);
    const { hints } = model.state;
    assert.equal(hints.length, 3);
    assert.match(hints.join("\n"), /application id[\s\S]*made later[\s\S]*CREATE TABLE/);
  });

  it("leaves out objects that come twice, and says which ones no operation is about", async () => {
    const { model } = modelWith({});
    await model.setObjects([tickets, { kind: "table", path: ["MAIN", "ops", "Tickets"] }]);
    assert.equal(model.state.objects.length, 1);
    await model.addObject({ kind: "connection", path: ["crm"] });
    assert.deepEqual(
      model.state.objects.map(({ isUnused }) => isUnused),
      [false, true],
    );
    await model.removeObject(0);
    assert.deepEqual(
      model.state.objects.map(({ name }) => name),
      ["crm"],
    );
  });

  it("can be stopped between statements, and reads the permissions again then", async () => {
    let reads = 0;
    const ran: string[] = [];
    const { model, failures } = modelWith({
      effectivePrivileges: async () => (reads++, []),
      execute: async (sql, signal) => {
        if (signal.aborted) throw new PwafError("cancelled", "Cancelled.");
        ran.push(sql);
        model.cancelRun();
      },
    });
    await model.setObjects([tickets]);
    await model.choosePrincipal({ name: "users", groups: [] });
    const before = reads;
    await model.run();
    assert.deepEqual([model.state.run?.phase, model.state.run?.done, ran.length, failures], ["stopped", 1, 1, []]);
    assert.ok(reads > before);
  });

  it("lets the last reading win", async () => {
    const answers: ((value: never[]) => void)[] = [];
    const { model } = modelWith({ effectivePrivileges: () => new Promise((resolve) => answers.push(resolve)) });
    const first = model.setObjects([tickets]);
    const second = model.chooseOperations(["write"]);
    assert.equal(model.state.isReading, true);
    for (const answer of answers.slice(3)) answer([]);
    await second;
    assert.equal(model.state.isReading, false);
    for (const answer of answers) answer([]);
    await first;
    assert.ok(model.state.rows.every(({ standing }) => standing === "missing"));
  });

  it("brings back what a page remembers, and nothing that is no object", async () => {
    const { model } = modelWith({});
    await model.restore({
      objects: [tickets, { kind: "planet", path: ["x"] }, { kind: "table", path: ["x"] }],
      operations: ["write"],
    });
    assert.deepEqual([model.state.choice.objects, model.state.choice.operations], [[tickets], ["write"]]);
    assert.equal(securableFrom({ kind: "schema", path: ["a", ""] }), undefined);
  });

  it("takes nodes of the catalog tree", () => {
    for (const [node, expected] of [
      [
        { kind: "table", path: ["a", "b", "c"] },
        { kind: "table", path: ["a", "b", "c"] },
      ],
      [
        { kind: "column", path: ["a", "b", "c", "d"] },
        { kind: "table", path: ["a", "b", "c"] },
      ],
      [
        { kind: "file", path: ["a", "b", "v", "x.csv"] },
        { kind: "volume", path: ["a", "b", "v"] },
      ],
      [
        { kind: "location", path: ["landing"] },
        { kind: "externalLocation", path: ["landing"] },
      ],
      [{ kind: "warehouse", path: ["id"] }, undefined],
      [{ kind: "toString", path: ["id"] }, undefined],
      [{ kind: "table", path: ["a"] }, undefined],
      [undefined, undefined],
    ] as const) {
      assert.deepEqual(securableOf(node), expected);
    }
  });
});
