import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../test/editor/bed/places.ts";
import type { BenchRow } from "./row.ts";

const BUDGET_MB = 3.5;

/** The package that `npm run package` has made last. */
export const vsixSize: BenchRow = {
  name: "VSIX",
  holdsAnywhere: true,
  budget: `≤ ${BUDGET_MB} MB`,
  async run() {
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
    const { size } = await stat(join(root, "out", `pwaf-toolkit-${version}.vsix`));
    return {
      measured: `${(size / 1e6).toFixed(2)} MB`,
      withinBudget: size <= BUDGET_MB * 1e6,
      detail: `${size} bytes`,
    };
  },
};
