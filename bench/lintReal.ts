import { nodeGrammarFiles } from "../src/cli/grammarFiles.ts";
import { Engine } from "../src/core/lint/engine.ts";
import { pythonRestCode } from "../test/unit/core/lint/restCode.ts";
import type { BenchRow } from "./row.ts";
import { median } from "./row.ts";

const BUDGET_MS = 50;

/** Checks of dense REST code, in which nearly every line calls a method that has the name of some client's. */
export const lintReal: BenchRow = {
  name: "lint 1 000 lines of REST code",
  budget: `≤ ${BUDGET_MS} ms of CPU`,
  async run({ quick }) {
    const engine = new Engine(nodeGrammarFiles());
    const figures: string[] = [];
    let worst = 0;
    for (const lines of [300, 1000, 3000]) {
      const text = pythonRestCode(lines);
      const times: number[] = [];
      // The first rounds warm the compiler.
      for (let round = quick ? 6 : 20; round > 0; round--) {
        const before = process.cpuUsage();
        await engine.check("client.py", text);
        const { user, system } = process.cpuUsage(before);
        times.push((user + system) / lines);
      }
      const perThousand = median(times.slice(times.length / 2));
      worst = Math.max(worst, perThousand);
      figures.push(`${lines} lines: ${perThousand.toFixed(0)} ms per 1 000`);
    }
    return { measured: `${worst.toFixed(0)} ms`, withinBudget: worst <= BUDGET_MS, detail: figures.join(", ") };
  },
};
