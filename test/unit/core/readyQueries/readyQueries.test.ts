import assert from "node:assert/strict";
import { readyQueries } from "../../../../src/core/readyQueries/readyQueries.ts";
import { readyQueryText } from "../../../../src/core/readyQueries/readyQuery.ts";
import { parameterNames } from "../../../../src/core/sql/parameters.ts";
import { splitStatements } from "../../../../src/core/sql/statements.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { openSession } from "../../emulator/sqlClient.ts";

const all = readyQueries.flatMap(({ queries }) => queries);

describe("ready queries", () => {
  let session: Awaited<ReturnType<typeof openSession>> | undefined;
  // Before the emulator goes: hooks run in their order.
  after(() => session?.close());
  const emulator = runningEmulator();
  const values: Readonly<Record<string, string>> = {
    hours: "24",
    user_agent: "acme_LOADER",
    principal: "ada.lindqvist@emulated.example",
    object: "main.sales.orders",
  };
  before(async () => {
    session = await openSession(emulator.current);
    for (const kind of ["logs", "spans", "metrics"])
      await session.rows(`CREATE TABLE main.default.otel_${kind} (name STRING)`);
    await session.rows("GRANT SELECT ON TABLE main.sales.orders TO `bruno.chen@emulated.example`");
  });

  async function rows(id: string): Promise<Record<string, unknown>[]> {
    const query = all.find((one) => one.id === id);
    assert.ok(query && session);
    const names = parameterNames(readyQueryText(query));
    const namedParameters = Object.fromEntries(
      names.map((name) => [name, name === "hours" ? Number(values[name]) : (values[name] ?? "")]),
    );
    return await session.rows(readyQueryText(query).replace(/;\s*$/, ""), { namedParameters });
  }

  it("each have an id and a title of their own", () => {
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    assert.equal(new Set(all.map(({ title }) => title)).size, all.length);
  });

  for (const query of all) {
    it(`“${query.title}” explains its parameters, is one statement, and runs`, async () => {
      const text = readyQueryText(query);
      assert.equal(splitStatements(text).length, 1);
      assert.deepEqual([...parameterNames(text)].sort(), Object.keys(query.parameters ?? {}).sort());
      assert.ok(query.about.length > 0);
      const comments = text.split("\n").filter((line) => line.startsWith("--"));
      assert.deepEqual(
        comments.filter((line) => line.length > 95),
        [],
      );
      await rows(query.id);
    });
  }

  it("find the User-Agent that a tagged client really sent, in the audit log and in the query history", async () => {
    const tag = "Acme_Loader";
    const calls = await rows("calls-of-user-agent");
    const sent = calls.find(({ action_name: action }) => action === "commandSubmit");
    assert.match(String(sent?.["user_agent"]), new RegExp(`^NodejsDatabricksSqlConnector/\\S+ \\(${tag}/1\\.2\\.0;`));
    const statements = await rows("statements-by-client");
    assert.ok(statements.some(({ client_application: application }) => application === tag));
    const unnamed = await rows("calls-without-name");
    assert.ok(!JSON.stringify(unnamed).includes(tag));
  });

  it("find who changed permissions, and who signs in with a token", async () => {
    const [change] = await rows("permission-changes-of-object");
    assert.equal(change?.["changed_by"], values["principal"]);
    const [use] = await rows("personal-token-use");
    assert.equal(use?.["identity"], values["principal"]);
    const [me] = await rows("current-user");
    assert.deepEqual([me?.["identity"], me?.["kind"]], [values["principal"], "user"]);
  });

  it("take the product's own name as an example", () => {
    const query = all.find(({ id }) => id === "calls-of-user-agent");
    assert.ok(query);
    assert.match(readyQueryText(query, "Acme_Sync"), /^-- :user_agent +part of the User-Agent, such as Acme_Sync;/m);
  });
});
