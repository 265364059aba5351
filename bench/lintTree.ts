import { join } from "node:path";
import { rgPath } from "@vscode/ripgrep";
import { triggerWords } from "../src/core/lint/languages/fileKinds.ts";
import { root } from "../test/editor/bed/places.ts";
import type { BenchRow } from "./row.ts";
import { median, milliseconds } from "./row.ts";
import { FILES_PER_FOLDER, makeTree, timed } from "./sampleTree.ts";

/** The command line on a large tree, against the fastest search there is for the same words. */
export const lintTree: BenchRow = {
  name: "pwaf lint, 50 000 files",
  budget: "≤ 2 × rg + 0.5 s",
  holdsAnywhere: true,
  async run({ quick }) {
    const files = quick ? 5000 : 50_000;
    const tree = await makeTree(files);
    const search = ["--files-with-matches", ...triggerWords.flatMap((word) => ["-e", word]), "."];
    const lint = [join(root, "bin", "pwaf.mjs"), "lint", tree, "--format", "json"];
    const times: { rg: number; lint: number }[] = [];
    // The first round warms the file cache for both.
    for (let round = quick ? 3 : 6; round > 0; round--) {
      const rg = await timed(rgPath, search, tree, [0]);
      const pwaf = await timed(process.execPath, lint, tree, [1]);
      times.push({ rg, lint: pwaf });
    }
    const rg = median(times.slice(1).map((time) => time.rg));
    const pwaf = median(times.slice(1).map((time) => time.lint));
    return {
      measured: `${milliseconds(pwaf)} (${(pwaf / rg).toFixed(1)} × rg)`,
      withinBudget: pwaf <= 2 * rg + 500,
      detail: `${files} files, ${files / FILES_PER_FOLDER} with Databricks; rg ${milliseconds(rg)}; limit ${milliseconds(2 * rg + 500)}`,
    };
  },
};
