import { nodeGrammarFiles } from "../src/cli/grammarFiles.ts";
import { Engine } from "../src/core/lint/engine.ts";
import { pythonRestCode } from "../test/unit/core/lint/restCode.ts";
import { leastCpu } from "./cpu.ts";
import type { BenchRow } from "./row.ts";

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
      const perThousand = (await leastCpu(quick ? 6 : 20, () => engine.check("client.py", text))) / (lines / 1000);
      worst = Math.max(worst, perThousand);
      figures.push(`${lines} lines: ${perThousand.toFixed(0)} ms per 1 000`);
    }
    return { measured: `${worst.toFixed(0)} ms`, withinBudget: worst <= BUDGET_MS, detail: figures.join(", ") };
  },
};
