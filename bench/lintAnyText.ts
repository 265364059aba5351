import { nodeGrammarFiles } from "../src/cli/grammarFiles.ts";
import { Engine } from "../src/core/lint/engine.ts";
import { fileKind } from "../src/core/lint/languages/fileKinds.ts";
import { readCorpus } from "../test/unit/core/lint/corpusFiles.ts";
import { leastCpu } from "./cpu.ts";
import { inventedTexts } from "./inventedTexts.ts";
import type { BenchRow } from "./row.ts";

const BUDGET_MS = 50;
/** What the budget is for; shorter texts are repeated up to this many. */
const LINES = 1000;

/**
 * Checks of texts that use Databricks in every kind of file, whole and torn apart, and of those made to be slow. Each is read
 * afresh, as the command line does.
 */
export const lintAnyText: BenchRow = {
  name: "lint 1 000 lines of any text",
  budget: `worst ≤ ${BUDGET_MS} ms of CPU`,
  async run({ quick }) {
    const engine = new Engine(nodeGrammarFiles());
    const texts = [...longTexts(), ...inventedTexts()];
    // Grammars load and the compiler warms up on a first round.
    for (const { path, text } of texts) await engine.check(path, text);
    const times: { readonly path: string; readonly time: number }[] = [];
    for (const { path, text } of texts) {
      times.push({ path, time: await leastCpu(quick ? 3 : 8, () => engine.check(path, text)) });
    }
    times.sort((a, b) => b.time - a.time);
    const worst = times[0]?.time ?? 0;
    return {
      measured: `${worst.toFixed(1)} ms`,
      withinBudget: worst <= BUDGET_MS,
      detail: times
        .slice(0, 6)
        .map(({ path, time }) => `${path} ${time.toFixed(1)} ms`)
        .join(", "),
    };
  },
};

interface Text {
  readonly path: string;
  readonly text: string;
}

/** For each kind of file: what the corpus has of it, one behind the other and one file over and over, whole and torn apart. */
function longTexts(): Text[] {
  const files = readCorpus().flatMap(({ texts }) => [...texts].map(([path, text]) => ({ path, text })));
  const kinds = new Set(files.map(({ path }) => fileKind(path)).filter((kind) => kind !== undefined));
  const texts = [...kinds].flatMap((kind): Text[] => {
    const list = files.filter(({ path }) => fileKind(path) === kind);
    const [longest] = list.toSorted((a, b) => b.text.length - a.text.length);
    if (!longest) return [];
    const all = { path: longest.path, text: list.map(({ text }) => text).join("\n") };
    return [{ ...all, path: `all/${all.path}` }, longest].map(({ path, text }) => ({ path, text: lengthen(text) }));
  });
  return [...texts, ...texts.map(({ path, text }) => ({ path, text: text.slice(Math.floor(text.length / 7)) }))];
}

function lengthen(text: string): string {
  const lines = text.split("\n").length;
  return text
    .repeat(Math.ceil(LINES / lines))
    .split("\n")
    .slice(0, LINES)
    .join("\n");
}
