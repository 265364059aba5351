import assert from "node:assert/strict";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { splitStatements } from "../../../../src/core/sql/statements.ts";
import { parametersOf } from "../../../../src/host/query/scriptRun.ts";
import { SqlError } from "../../../../src/workspace/sql/sqlError.ts";
import { calls } from "../../workspace/sql/emulated.ts";
import { bench, profile } from "./onEmulator.ts";

const slow = "SELECT pwaf_sleep(30)";
const place = "SELECT current_catalog(), current_schema()";
const owner = "file:///a.sql";

describe("running scripts", function () {
  this.timeout(60_000);
  const using = bench();

  /** Waits until the emulator runs a statement; the test's own time limit ends the wait. */
  async function untilRunning(sql: string) {
    for (;;) {
      const ran = using.current.emulator.statements.entries.findLast((one) => one.sql === sql);
      if (ran?.outcome === "running") return ran;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  /** Waits until a statement has ended on the server. */
  async function untilEnded(ran: { readonly outcome: string }): Promise<string> {
    while (ran.outcome === "running") await new Promise((resolve) => setTimeout(resolve, 10));
    return ran.outcome;
  }

  it("gives each statement a result of its own, and shows the last", async () => {
    const { run, shown, deck } = using.current;
    await run("SELECT 1; SELECT 'two';\nSELECT 3 AS c -- end");
    assert.deepEqual(shown(), [[1], ["two"], [3]]);
    assert.deepEqual(
      deck.tabs.tabs.map(({ title, file, pinned }) => [title, file, pinned]),
      ["1 · SELECT 1", "2 · SELECT 'two'", "3 · SELECT 3 AS c"].map((title) => [title, "a.sql", false]),
    );
    assert.equal(deck.tabs.shown, deck.tabs.tabs[2]?.queryId);
  });

  it("stops at the first error, and says which statement it was", async () => {
    const { run, shown, failures } = using.current;
    await run("SELECT 1; SELECT * FROM nowhere; SELECT 3");
    assert.deepEqual(shown(), [[1], "error"]);
    assert.deepEqual(
      failures.map(({ statement, error }) => [statement, error instanceof SqlError]),
      [["SELECT * FROM nowhere", true]],
    );
  });

  it("runs a statement that failed once more, at its place, and follows what it says then", async () => {
    const { run, shown, deck, scripts, settings, repeated, failures, places } = using.current;
    settings.goOn = true;
    await run("USE CATALOG nowhere; SELECT 2");
    const [failed] = deck.tabs.tabs;
    assert.ok(failed);
    const former = deck.find(failed.queryId);
    assert.ok(former);
    deck.show(failed.queryId);
    await scripts.again(former);
    assert.deepEqual(shown(), ["error", [2]]);
    assert.deepEqual([repeated, failures.length], [["USE CATALOG nowhere"], 2]);
    assert.equal(deck.tabs.shown, deck.tabs.tabs[0]?.queryId);
    assert.notEqual(deck.tabs.shown, failed.queryId);
    assert.equal(deck.find(failed.queryId), undefined);

    const cancelled = run("USE CATALOG main; SELECT pwaf_sleep(1)");
    deck.shown?.runner.cancel();
    await cancelled;
    places.forget(owner);
    assert.deepEqual(shown(), ["cancelled"]);
    assert.ok(deck.shown);
    await scripts.again(deck.shown);
    assert.equal(deck.shown.runner.state.kind, "rows");
    assert.deepEqual(places.of(profile, owner), { catalog: "main", schema: "default" });
  });

  it("goes on after errors where the setting says so", async () => {
    const { run, shown, failures, settings } = using.current;
    settings.goOn = true;
    await run("SELECT * FROM nowhere; SELECT 2; SELECT 1/0; SELECT 4");
    assert.deepEqual(shown(), ["error", [2], "error", [4]]);
    assert.deepEqual(
      failures.map(({ statement }) => statement),
      ["SELECT * FROM nowhere", "SELECT 1/0"],
    );
  });

  it("cancels on the server, and runs nothing after it", async () => {
    const { run, shown, deck, settings } = using.current;
    settings.goOn = true;
    using.current.emulator.requests.clear();
    const running = run(`${slow}; SELECT 2`);
    const ran = await untilRunning(slow);
    deck.shown?.runner.cancel();
    await running;
    assert.deepEqual(shown(), ["cancelled"]);
    assert.equal(await untilEnded(ran), "canceled");
    assert.ok(calls(using.current.emulator).includes("CancelOperation"));
  });

  it("cancels on the server what a new run of the editor replaces", async () => {
    const { run, shown } = using.current;
    const first = run(`${slow}; SELECT 'never'`);
    const ran = await untilRunning(slow);
    await run("SELECT 2");
    await first;
    assert.equal(await untilEnded(ran), "canceled");
    assert.deepEqual(shown(), [[2]]);
  });

  it("leaves the scripts of other editors alone", async () => {
    const { run, deck } = using.current;
    const first = run("SELECT pwaf_sleep(1), 'kept'", { owner: "file:///b.sql" });
    await run("SELECT 2");
    await first;
    deck.follow("file:///b.sql");
    assert.deepEqual(
      deck.tabs.tabs.map(({ kind, file }) => [kind, file]),
      [["rows", "b.sql"]],
    );
  });

  it("sends parameters beside the statements that name them", async () => {
    const { run, shown, emulator } = using.current;
    const parameters = new Map([
      ["name", { type: "STRING", value: "O'Neil; DROP" }],
      ["n", { type: "DECIMAL", value: "1.50" }],
      ["most", { type: "INT", value: "3" }],
    ] as const);
    await run("SELECT :name; SELECT CAST(:n AS STRING), ':name'; SELECT 3 LIMIT :most", { parameters });
    assert.deepEqual(shown(), [["O'Neil; DROP"], ["1.50", ":name"], [3]]);
    assert.deepEqual(
      emulator.statements.entries.slice(-3).map(({ sql }) => sql),
      ["SELECT :name", "SELECT CAST(:n AS STRING), ':name'", "SELECT 3 LIMIT :most"],
    );
  });

  it("follows USE, for the statements after it and for the next run", async () => {
    const { run, shown, places } = using.current;
    await run(`USE CATALOG main; USE SCHEMA sales; ${place}`);
    assert.deepEqual(shown().at(-1), ["main", "sales"]);
    assert.deepEqual(places.of(profile, owner), { catalog: "main", schema: "sales" });
    await run(place);
    assert.deepEqual(shown(), [["main", "sales"]]);
  });

  it("does not follow a USE that failed", async () => {
    const { run, places } = using.current;
    await run("USE CATALOG main");
    await run("USE CATALOG nowhere");
    assert.deepEqual(places.of(profile, owner), { catalog: "main", schema: "default" });
  });

  it("leads an open session to where the user chose", async () => {
    const { run, shown, places } = using.current;
    await run("SET pwaf.test = 42");
    await places.choose(profile, owner, { catalog: "main", schema: "sales" });
    await run(`${place}; SET pwaf.test`);
    assert.deepEqual(shown(), [
      ["main", "sales"],
      ["pwaf.test", "42"],
    ]);
  });

  it("says so when the chosen place does not exist, and does not run elsewhere", async () => {
    const { run, shown, places, failures } = using.current;
    await places.choose(profile, owner, { catalog: "main", schema: "gone" });
    await run(place);
    assert.deepEqual(shown(), ["error"]);
    assert.match(String(failures[0]?.error), /gone/);
    await places.choose(profile, owner, { catalog: "main", schema: "default" });
    await run(place);
    assert.deepEqual(shown(), [["main", "default"]]);
  });

  it("is given up by the warehouse at the time limit", async () => {
    const { run, failures, settings } = using.current;
    settings.timeoutSeconds = 1;
    await run(slow);
    assert.match(String(failures[0]?.error), /time limit/);
    assert.equal(using.current.emulator.statements.entries.at(-1)?.outcome, "canceled");
  });

  it("is given up here, and cancelled there, when the warehouse does not keep the limit", async () => {
    const { run, failures, settings, emulator } = using.current;
    Object.assign(settings, { timeoutSeconds: 2, graceSeconds: -1 });
    await run(slow);
    const [failure] = failures;
    assert.ok(failure?.error instanceof PwafError);
    assert.equal(failure.error.reason, "timeout");
    assert.match(failure.error.message, /within 2 seconds/);
    const ran = emulator.statements.entries.at(-1);
    assert.ok(ran);
    assert.equal(await untilEnded(ran), "canceled");
  });

  it("keeps a pinned result while the next goes to another", async () => {
    const { run, shown, deck } = using.current;
    await run("SELECT 'pinned'");
    assert.ok(deck.shown);
    deck.pin(deck.shown.queryId, true);
    await run("SELECT 2");
    await run("SELECT 3");
    assert.deepEqual(shown(), [["pinned"], [3]]);
    assert.deepEqual(
      deck.tabs.tabs.map(({ pinned }) => pinned),
      [true, false],
    );
    const [kept] = deck.tabs.tabs;
    assert.ok(kept);
    deck.close(kept.queryId);
    assert.deepEqual(shown(), [[3]]);
  });

  it("lets the warehouse sort a result, beside it", async () => {
    const { run, shown, deck } = using.current;
    await run("SELECT * FROM VALUES (1), (2), (3) AS t(n)");
    assert.ok(deck.shown);
    await using.current.scripts.arrange(deck.shown, { sort: [{ column: 0, direction: "descending" }], filters: [] });
    assert.deepEqual(shown(), [[1], [3]]);
  });

  it("notes what ran, for how long, with how many rows", async () => {
    const { run, history, settings } = using.current;
    settings.goOn = true;
    await run("SELECT * FROM nowhere; SELECT * FROM range(5000)");
    const [rows, failed] = history.entries;
    assert.deepEqual(
      [rows?.status, rows?.rows, rows?.moreRows, rows?.target],
      ["finished", 1000, true, "dev · Starter"],
    );
    assert.ok(rows?.duration !== undefined && rows.startedAt > 0);
    assert.equal(failed?.status, "failed");
    assert.match(failed.error ?? "", /nowhere/);
    const { deck } = using.current;
    await deck.shown?.runner.all(deck.shown.queryId);
    assert.deepEqual([history.entries[0]?.rows, history.entries[0]?.moreRows], [5000, undefined]);
  });
});

describe("parametersOf", () => {
  it("lists those of all statements, each once", () =>
    assert.deepEqual(parametersOf(splitStatements("SELECT :b, :a; SELECT ':x', :a, :c"), "databricks"), [
      "b",
      "a",
      "c",
    ]));
  it("reads them in the dialect of the editor", () =>
    assert.deepEqual(parametersOf(splitStatements("SELECT 'C:\\', :a, ':b'", "postgres"), "postgres"), ["a"]));
});
