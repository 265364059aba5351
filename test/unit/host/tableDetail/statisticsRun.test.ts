import assert from "node:assert/strict";
import { errorText, PwafError } from "../../../../src/core/base/errors.ts";
import { StatisticsRun } from "../../../../src/host/tableDetail/statisticsRun.ts";
import type { StatisticsState } from "../../../../src/protocol/tableDetail.ts";

const columns = [
  { name: "a", type: "binary" },
  { name: "b", type: "string" },
];
type Rows = (string | null)[][];
const overview: Rows = [["10", "10", null, null, null, null, null, "8", "3", "x", "z", null, null]];

function bed(query: (sql: string, signal: AbortSignal) => Promise<Rows>) {
  const states: StatisticsState[] = [];
  const failures: unknown[] = [];
  const run = new StatisticsRun({
    table: ["main", "sales", "orders"],
    query,
    show: (state) => states.push(state),
    viewError: (error) => ({ message: errorText(error) }),
    failed: (error) => failures.push(error),
  });
  return { run, states, failures };
}

describe("a run of column statistics", () => {
  it("shows each column as it comes, and all that was run", async () => {
    const { run, states, failures } = bed(async (sql) =>
      sql.includes("count(*)") && sql.includes("v0") ? overview : [["x", "5"]],
    );
    await run.compute(columns, { rows: 100 });
    assert.deepEqual(
      states.map(({ phase, columns: done }) => [phase, done.length]),
      [
        ["running", 0],
        ["running", 1],
        ["running", 2],
        ["done", 2],
      ],
    );
    assert.equal(states.at(-1)?.statements.length, 2);
    assert.deepEqual(states.at(-1)?.columns[1], {
      ...{ name: "b", type: "string", rows: 10, nulls: 2, min: "x", max: "z" },
      distinct: { count: 3, isEstimate: false },
      top: [{ value: "x", count: 5 }],
    });
    assert.deepEqual(failures, []);
  });

  it("keeps what is done when it is stopped in the middle of a statement", async () => {
    const { run, states, failures } = bed((sql, signal) => {
      if (sql.includes("v0")) return Promise.resolve(overview);
      const stopped = new Promise<Rows>((_, reject) => {
        signal.addEventListener("abort", () => reject(new PwafError("cancelled", "Cancelled.")));
      });
      run.cancel();
      return stopped;
    });
    await run.compute(columns, {});
    const last = states.at(-1);
    assert.deepEqual([last?.phase, last?.columns.length, last?.error, failures], ["stopped", 1, undefined, []]);
  });

  it("shows why it failed, with a button that computes the same again", async () => {
    let calls = 0;
    const { run, states, failures } = bed(async () => {
      if (++calls === 1) throw new PwafError("sql", "No such table.");
      return overview;
    });
    await run.compute(columns.slice(0, 1), { rows: 7 });
    const { phase, error } = states.at(-1) ?? {};
    assert.deepEqual([phase, error?.message, failures.length], ["failed", "No such table.", 1]);
    assert.equal(run.press("workbench.action.terminal.new"), undefined);
    assert.equal(run.press(error?.action?.id ?? ""), undefined);
    await new Promise(setImmediate);
    assert.deepEqual([states.at(-1)?.phase, states.at(-1)?.columns.length], ["done", 1]);
    assert.match(states.at(-1)?.statements[0] ?? "", /LIMIT 7/);
  });

  it("lets the last of two runs win", async () => {
    const answers: ((rows: Rows) => void)[] = [];
    const { run, states } = bed(() => new Promise((resolve) => answers.push(resolve)));
    const first = run.compute(columns.slice(0, 1), { rows: 1 });
    const second = run.compute(columns.slice(0, 1), { rows: 2 });
    answers[0]?.(overview);
    await first;
    assert.deepEqual(states.at(-1)?.columns, []);
    answers[1]?.(overview);
    await second;
    assert.match(states.at(-1)?.statements[0] ?? "", /LIMIT 2/);
  });
});
