import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { runInExtensionHost } from "../test/editor/bed/extensionHost.ts";
import { bundleForHost } from "../test/editor/bed/hostBundle.ts";
import { root, temporaryFolder } from "../test/editor/bed/places.ts";
import type { BenchRow } from "./row.ts";
import { median } from "./row.ts";

const BUDGET_MS = 30;

interface Activation {
  readonly loadMs: number;
  readonly activateMs: number;
}

/** Measured inside the extension host of a real VS Code, with the production build. */
export const activation: BenchRow = {
  name: "activate()",
  budget: `≤ ${BUDGET_MS} ms`,
  async run({ quick }) {
    const runs: Activation[] = [];
    for (let count = quick ? 3 : 5; count > 0; count--) runs.push(await activateOnce());
    const activate = median(runs.map(({ activateMs }) => activateMs));
    const load = median(runs.map(({ loadMs }) => loadMs));
    return {
      measured: `${activate.toFixed(1)} ms`,
      withinBudget: activate <= BUDGET_MS,
      detail: `loading the code before it took ${load.toFixed(1)} ms; median of ${runs.length}`,
    };
  },
};

async function activateOnce(): Promise<Activation> {
  const work = await temporaryFolder("bench");
  const folder = join(work, "empty");
  await mkdir(folder);
  const answer = join(work, "answer.json");
  const entry = join(root, "bench", "activationInHost.ts");
  const tests = await bundleForHost({ contents: `export { run } from ${JSON.stringify(entry)};`, name: "bench" });
  const env = { PWAF_ANSWER: answer, DATABRICKS_CONFIG_FILE: join(work, "databrickscfg") };
  const code = await runInExtensionHost({ work, folder, tests, env });
  if (code !== 0) throw new Error(`VS Code ended with exit code ${code}`);
  return JSON.parse(await readFile(answer, "utf8")) as Activation;
}
