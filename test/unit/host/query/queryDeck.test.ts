import assert from "node:assert/strict";
import { QueryDeck, titleOf } from "../../../../src/host/query/queryDeck.ts";
import { QueryRunner } from "../../../../src/host/query/queryRunner.ts";
import type { SqlResult } from "../../../../src/workspace/sql/types.ts";

/** A result of one page of so many bytes. */
function result(bytes: number, closed: string[], name: string): SqlResult {
  let asked = 0;
  return {
    columns: [],
    nextPage: async () =>
      asked++ === 0 ? { firstRow: 0, rowCount: 1, arrow: new Uint8Array(bytes), last: false } : undefined,
    close: async () => void closed.push(name),
  };
}

function deckOf(options: { maxBytes?: number; maxTabs?: number } = {}) {
  const closed: string[] = [];
  const deck = new QueryDeck({
    ...options,
    createRunner: (own) =>
      new QueryRunner({
        ...own,
        execute: async ({ sql }) => result(100, closed, sql),
        describeTarget: async () => "t",
        maxRows: () => 1000,
        viewError: (error) => ({ message: String(error) }),
        failed: () => undefined,
        now: () => 0,
      }),
  });
  const add = async (sql: string, owner = "a"): Promise<number> => {
    const { queryId, runner } = deck.add({ owner, file: owner }, { sql }, sql);
    await runner.run({ sql });
    return queryId;
  };
  const shown = (): string =>
    deck.tabs.tabs.map(({ sql, queryId }) => (queryId === deck.tabs.shown ? `[${sql}]` : sql)).join(" ");
  return { deck, add, shown, closed };
}

describe("QueryDeck", () => {
  it("is empty at first", () => assert.deepEqual(deckOf().deck.tabs, { tabs: [] }));

  it("shows the results of the editor that runs, the latest in front", async () => {
    const { deck, add, shown } = deckOf();
    deck.begin("a");
    await add("a1");
    await add("a2");
    assert.equal(shown(), "a1 [a2]");
    deck.begin("b");
    assert.equal(shown(), "");
    await add("b1", "b");
    assert.equal(shown(), "[b1]");
  });

  it("goes with the editor, and comes back to what was in view there", async () => {
    const { deck, add, shown } = deckOf();
    deck.begin("a");
    const first = await add("a1");
    await add("a2");
    deck.show(first);
    deck.begin("b");
    await add("b1", "b");
    deck.follow("a");
    assert.equal(shown(), "[a1] a2");
    deck.follow("one without results");
    assert.equal(shown(), "[a1] a2");
  });

  it("replaces an editor's results by those of its next run, and frees them on the server", async () => {
    const { deck, add, shown, closed } = deckOf();
    deck.begin("a");
    await add("a1");
    deck.begin("a");
    await add("a2");
    assert.equal(shown(), "[a2]");
    assert.deepEqual(closed, ["a1"]);
  });

  it("keeps what is pinned, for every editor", async () => {
    const { deck, add, shown } = deckOf();
    deck.begin("a");
    const first = await add("a1");
    deck.pin(first, true);
    deck.begin("a");
    await add("a2");
    assert.equal(shown(), "a1 [a2]");
    deck.begin("b");
    await add("b1", "b");
    assert.equal(shown(), "a1 [b1]");
    deck.show(first);
    assert.equal(shown(), "[a1] b1");
    deck.pin(first, false);
    assert.equal(shown(), "[b1]");
    deck.follow("a");
    assert.equal(shown(), "a1 [a2]");
  });

  it("shows the neighbour of a result that is closed", async () => {
    const { deck, add, shown } = deckOf();
    deck.begin("a");
    await add("a1");
    const second = await add("a2");
    const third = await add("a3");
    deck.show(second);
    deck.close(second);
    assert.equal(shown(), "a1 [a3]");
    deck.close(third);
    assert.equal(shown(), "[a1]");
  });

  it("lets go of the results of a closed editor once others come into view", async () => {
    const { deck, add, shown, closed } = deckOf();
    deck.begin("a");
    await add("a1");
    deck.ownerClosed("a");
    assert.equal(shown(), "[a1]");
    deck.begin("b");
    assert.deepEqual(closed, ["a1"]);
  });

  it("keeps so many results of one run, the latest", async () => {
    const { deck, add, shown } = deckOf({ maxTabs: 2 });
    deck.begin("a");
    deck.pin(await add("pinned"), true);
    for (const sql of ["a1", "a2", "a3"]) await add(sql);
    assert.equal(shown(), "pinned a2 [a3]");
  });

  it("shares the room for rows among all results", async () => {
    const { deck, add } = deckOf({ maxBytes: 150 });
    deck.begin("a");
    await add("a1");
    const second = await add("a2");
    const runner = deck.find(second)?.runner;
    await runner?.more(second);
    assert.ok(runner?.state.kind === "rows");
    assert.match(runner.state.problem?.hint ?? "", /close other results/);
    deck.close(1);
    await runner.more(second);
    assert.equal(runner.state.problem, undefined);
  });
});

describe("titleOf", () => {
  it("is one line, and short", () => {
    assert.equal(titleOf("SELECT\n  1"), "SELECT 1");
    assert.equal(titleOf(`SELECT ${"x".repeat(100)}`).length, 40);
  });
});
