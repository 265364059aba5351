import assert from "node:assert/strict";
import { QueryHistory } from "../../../../src/host/query/queryHistory.ts";
import { ownLine, workspaceLine } from "../../../../src/host/query/historyItems.ts";
import { MemoryState } from "../memoryState.ts";

const time = (ms: number): string => `at ${ms}`;

describe("QueryHistory", () => {
  let now = 0;
  const history = (state = new MemoryState()): QueryHistory => new QueryHistory(state, () => now);
  beforeEach(() => (now = 1000));

  it("keeps what ran, the latest first, over sessions", () => {
    const state = new MemoryState();
    const first = history(state);
    const one = first.begin("SELECT 1", "dev");
    const two = first.begin("SELECT 2", "dev");
    assert.notEqual(one, two);
    now = 1500;
    first.update(one, { kind: "error", queryId: 1, sql: "SELECT 1", error: { message: "no" } });
    assert.deepEqual(history(state).entries, [
      { id: two, sql: "SELECT 2", startedAt: 1000, status: "cancelled", target: "dev" },
      { id: one, sql: "SELECT 1", startedAt: 1000, status: "failed", duration: 500, error: "no", target: "dev" },
    ]);
  });

  it("keeps no secret, and says that the text is not what ran", () => {
    const token = ["da", "pi"].join("") + "0".repeat(32);
    const of = history();
    const id = of.begin(`CREATE CONNECTION c OPTIONS (token '${token}')`, "dev");
    of.update(id, { kind: "error", queryId: 1, sql: "", error: { message: `refused ${token}` } });
    assert.equal(JSON.stringify(of.entries).includes(token), false);
    assert.equal(of.entries[0]?.changed, "redacted");
  });

  it("keeps 200 statements, and of a long one the beginning", () => {
    const of = history();
    for (let i = 0; i < 250; i++) of.begin(`SELECT ${i}`, "dev");
    assert.deepEqual([of.entries.length, of.entries.at(-1)?.sql], [200, "SELECT 50"]);
    of.begin("x".repeat(50_000), "dev");
    assert.deepEqual([of.entries[0]?.sql.length, of.entries[0]?.changed], [10_000, "shortened"]);
  });

  it("forgets all when asked to", () => {
    const of = history();
    of.begin("SELECT 1", "dev");
    let changes = 0;
    of.onDidChange(() => changes++);
    of.clear();
    assert.deepEqual([of.entries, changes], [[], 1]);
  });
});

describe("lines of the history", () => {
  const entry = { id: 1, sql: "SELECT\n 1", startedAt: 5, target: "dev · W" };
  it("say when, how long, how many rows and where", () => {
    const line = ownLine({ ...entry, status: "finished", duration: 1234, rows: 1000, moreRows: true }, time);
    assert.deepEqual([line.label, line.detail], ["$(check) SELECT 1", "at 5 · 1.2 s · 1,000+ rows · dev · W"]);
  });
  it("say why a statement failed", () => {
    const line = ownLine({ ...entry, status: "failed", duration: 65_000, error: "no table" }, time);
    assert.equal(line.detail, "at 5 · 1 min 5 s · failed · no table · dev · W");
  });
  it("say that a text is not what ran, so that it is not run again", () => {
    const line = ownLine({ ...entry, status: "cancelled", changed: "redacted" }, time);
    assert.match(line.changed ?? "", /secret/);
    assert.match(line.detail, /^A secret was left out/);
  });
  it("say of the workspace's statements who ran them, where and with what", () => {
    const line = workspaceLine(
      {
        id: "q",
        sql: "",
        status: "FINISHED",
        startedAt: 7,
        duration: 10,
        rows: 1,
        userName: "ada@example.com",
        warehouseId: "w1",
        clientApplication: "Acme_Loader",
      },
      time,
      () => "Starter",
    );
    assert.deepEqual(
      [line.label, line.detail],
      ["$(check) (no text)", "at 7 · 0.0 s · 1 row · ada@example.com · Starter · Acme_Loader"],
    );
  });
  it("show an unknown state as it is", () =>
    assert.match(
      workspaceLine({ id: "q", sql: "x", status: "COMPILING", startedAt: 1 }, time, String).detail,
      /compiling/,
    ));
});
