import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { EffectivePrivilege, KnownAccess, Reading } from "../../../../src/core/grants/held.ts";
import { changesOf, checkRequirements, placesOf, toGrant } from "../../../../src/core/grants/held.ts";
import { grantScript, grantStatements, isApplicationId } from "../../../../src/core/grants/grantSql.ts";
import { operations } from "../../../../src/core/grants/operations.ts";
import { planGrants } from "../../../../src/core/grants/plan.ts";
import type { Securable, SecurableKind } from "../../../../src/core/grants/securable.ts";
import { kindFacts, securableKey } from "../../../../src/core/grants/securable.ts";

const robot = "5f2c0c1e-0000-4000-8000-00000000abcd";
const at = (kind: SecurableKind, name: string): Securable => ({ kind, path: name.split(".") });

/** What has to be granted for one operation on one object, as SQL without the principal. */
function needed(operation: string, ...objects: Securable[]): string[] {
  const { requirements } = planGrants(objects, operation.split(" "));
  return grantStatements(requirements, robot).map((sql) => sql.replace(` TO \`${robot}\``, "").replace("GRANT ", ""));
}

describe("the least privileges for an operation", () => {
  const table = at("table", "main.sales.orders");
  const volume = at("volume", "main.sales.exports");
  const way = ["USE CATALOG ON CATALOG main", "USE SCHEMA ON SCHEMA main.sales"];
  for (const [operation, object, expected] of [
    ["read", table, [...way, "SELECT ON TABLE main.sales.orders"]],
    ["write", table, [...way, "SELECT, MODIFY ON TABLE main.sales.orders"]],
    ["read", at("schema", "main.sales"), [way[0], "USE SCHEMA, SELECT ON SCHEMA main.sales"]],
    ["read", at("catalog", "main"), ["USE CATALOG, USE SCHEMA, SELECT ON CATALOG main"]],
    ["createSchemas", at("catalog", "main"), ["USE CATALOG, CREATE SCHEMA ON CATALOG main"]],
    ["createTables", at("schema", "main.sales"), [way[0], "USE SCHEMA, CREATE TABLE ON SCHEMA main.sales"]],
    [
      "createMaterializedViews",
      at("schema", "main.sales"),
      [way[0], "USE SCHEMA, CREATE TABLE, CREATE MATERIALIZED VIEW ON SCHEMA main.sales"],
    ],
    ["createVolumes", at("catalog", "main"), ["USE CATALOG, USE SCHEMA, CREATE VOLUME ON CATALOG main"]],
    ["readFiles", volume, [...way, "READ VOLUME ON VOLUME main.sales.exports"]],
    ["writeFiles", volume, [...way, "READ VOLUME, WRITE VOLUME ON VOLUME main.sales.exports"]],
    ["readFiles", at("externalLocation", "landing"), ["READ FILES ON EXTERNAL LOCATION landing"]],
    ["execute", at("function", "main.sales.net_price"), [...way, "EXECUTE ON FUNCTION main.sales.net_price"]],
    ["execute", at("model", "main.sales.churn"), [...way, "EXECUTE ON FUNCTION main.sales.churn"]],
    ["useConnection", at("connection", "crm"), ["USE CONNECTION ON CONNECTION crm"]],
  ] as const) {
    it(`${operation} on ${object.kind} ${object.path.join(".")}`, () =>
      assert.deepEqual(needed(operation, object), expected));
  }

  it("asks for each privilege once, whatever the case of the names", () => {
    const again = at("table", "MAIN.Sales.ORDERS");
    assert.deepEqual(needed("read write", table, again, at("table", "main.sales.customers")), [
      ...way,
      "SELECT, MODIFY ON TABLE main.sales.orders",
      "SELECT, MODIFY ON TABLE main.sales.customers",
    ]);
  });

  it("leaves out what a wider privilege brings along", () => {
    assert.deepEqual(needed("read", table, at("schema", "main.sales")), [
      "USE CATALOG ON CATALOG main",
      "USE SCHEMA, SELECT ON SCHEMA main.sales",
    ]);
    assert.deepEqual(needed("write read", table, at("catalog", "main")), [
      "USE CATALOG, USE SCHEMA, SELECT, MODIFY ON CATALOG main",
    ]);
  });

  it("says which objects and operations have nothing to do with each other", () => {
    const { requirements, unused, idle } = planGrants([volume, table], ["read", "useConnection"]);
    assert.deepEqual([unused, idle.map(({ id }) => id)], [[volume], ["useConnection"]]);
    assert.equal(requirements.length, 3);
    assert.deepEqual(planGrants([], ["read"]).requirements, []);
  });

  it("never grants more than an operation: no ALL PRIVILEGES, no MANAGE", () => {
    const all = operations.flatMap(({ needs }) => Object.values(needs).flat());
    assert.ok(all.length > 0 && all.every((privilege) => !/ALL|MANAGE/.test(privilege)));
    for (const { needs } of operations)
      for (const kind of Object.keys(needs)) assert.ok(Object.hasOwn(kindFacts, kind), kind);
  });
});

describe("the page about grants", () => {
  it("names every privilege", async () => {
    const page = await readFile(new URL("../../../../docs/grants.md", import.meta.url), "utf8");
    const all = operations.flatMap(({ needs }) => Object.values(needs).flat());
    for (const privilege of new Set([...all, "USE CATALOG", "USE SCHEMA"]))
      assert.ok(page.includes(`\`${privilege}\``), privilege);
  });
});

describe("GRANT statements", () => {
  it("quote names and the principal", () => {
    const { requirements } = planGrants([{ kind: "table", path: ["main", "odd names", "back`tick"] }], ["read"]);
    assert.equal(
      grantScript(requirements, "a`b"),
      "GRANT USE CATALOG ON CATALOG main TO `a``b`;\n" +
        "GRANT USE SCHEMA ON SCHEMA main.`odd names` TO `a``b`;\n" +
        "GRANT SELECT ON TABLE main.`odd names`.`back``tick` TO `a``b`;\n",
    );
    assert.equal(grantScript([], robot), "");
  });

  it("knows an application id", () => {
    assert.deepEqual([robot, robot.toUpperCase(), "my-robot", "", `${robot}0`].map(isApplicationId), [
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe("what a principal has already", () => {
  const table = at("table", "main.sales.orders");
  const { requirements } = planGrants([table], ["read"]);
  const grant = (principal: string, privilege: string): EffectivePrivilege => ({ principal, privilege });
  const access = (
    place: Securable,
    privileges: Reading<readonly EffectivePrivilege[]>,
    owner: Reading<string | undefined> = { value: "data-platform" },
  ) => [securableKey(place), { privileges, owner }] as const;
  const known = (table: readonly EffectivePrivilege[] | { why: string }, owner?: Reading<string>): KnownAccess =>
    new Map([
      access(at("catalog", "main"), { value: [grant("account users", "USE CATALOG")] }),
      access(at("schema", "main.sales"), { value: [grant("Analysts", "USE SCHEMA"), grant(robot, "CREATE TABLE")] }),
      access(at("table", "main.sales.orders"), "why" in table ? table : { value: table }, owner),
    ]);
  const kinds = (privileges: KnownAccess, groups: readonly string[]) =>
    checkRequirements(requirements, privileges, robot, groups).map(({ standing }) => standing.kind);

  for (const [what, held, groups, expected] of [
    ["by everyone's grant only", [], [], ["held", "missing", "missing"]],
    ["through a group", [], ["analysts"], ["held", "held", "missing"]],
    ["by its own grant", [grant(robot.toUpperCase(), "SELECT")], [], ["held", "missing", "held"]],
    ["by ALL PRIVILEGES", [grant(robot, "ALL PRIVILEGES")], [], ["held", "missing", "held"]],
    ["by somebody else's grant: not", [grant("someone", "SELECT")], [], ["held", "missing", "missing"]],
  ] as const) {
    it(what, () => assert.deepEqual(kinds(known(held), groups), expected));
  }

  it("as the owner, itself or as a group, without any grant", () => {
    for (const owner of [robot.toUpperCase(), "analysts"])
      assert.equal(kinds(known([], { value: owner }), ["Analysts"]).at(-1), "held", owner);
    assert.equal(kinds(known([], { value: "someone" }), []).at(-1), "missing");
  });

  it("as the owner, but on a catalog or schema only what is about it alone", () => {
    const places = [at("catalog", "main"), at("schema", "main.sales")];
    const owned: KnownAccess = new Map(places.map((place) => access(place, { value: [] }, { value: robot })));
    const missing = (operation: string, place: Securable) =>
      toGrant(checkRequirements(planGrants([place], [operation]).requirements, owned, robot, [])).map(
        ({ privilege }) => privilege,
      );
    assert.deepEqual(missing("read", at("schema", "main.sales")), ["SELECT"]);
    assert.deepEqual(missing("createTables", at("schema", "main.sales")), []);
    assert.deepEqual(missing("createSchemas", at("catalog", "main")), []);
    assert.deepEqual(missing("createTables", at("catalog", "main")), ["USE SCHEMA", "CREATE TABLE"]);
  });

  it("is unknown, not missing, where nobody says who the owner is", () => {
    const unread = { why: "not allowed" };
    assert.equal(kinds(known([], unread), []).at(-1), "unknown");
    assert.equal(kinds(known([grant(robot, "SELECT")], unread), []).at(-1), "held");
    assert.equal(kinds(known(unread, { value: robot }), []).at(-1), "held");
  });

  it("does not take unknown for missing, but grants it", () => {
    const checked = checkRequirements(requirements, known({ why: "not allowed" }), robot, []);
    assert.deepEqual(
      checked.map(({ standing }) => standing.kind),
      ["held", "missing", "unknown"],
    );
    assert.deepEqual(
      toGrant(checked).map(({ privilege }) => privilege),
      ["USE SCHEMA", "SELECT"],
    );
    assert.equal(placesOf(requirements).length, 3);
  });

  it("says what has changed", () => {
    const before = checkRequirements(requirements, known([]), robot, []);
    const after = checkRequirements(requirements, known([grant(robot, "SELECT")]), robot, []);
    assert.deepEqual(
      changesOf(before, after).map(({ requirement, now }) => [requirement.privilege, now.kind]),
      [
        ["USE SCHEMA", "missing"],
        ["SELECT", "held"],
      ],
    );
  });
});
