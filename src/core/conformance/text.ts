import { explain } from "../errors/explain.ts";
import { explanationLines } from "../errors/text.ts";
import { callLines } from "./calls.ts";
import type { ConformanceResult, ConformanceRun } from "./result.ts";
import { countsText, durationText } from "./result.ts";

const marks: Readonly<Record<ConformanceResult["outcome"], string>> = {
  passed: "✔",
  failed: "✖",
  notRun: "!",
  cancelled: "-",
};

/** One result for a terminal, shown as soon as it is there. What passed is one line; what did not says all that is known. */
export function resultText(result: ConformanceResult): string {
  const { entry, outcome, ms, problems, obstacle, run, output } = result;
  const lines = [`${marks[outcome]} ${entry.id} (${outcome === "cancelled" ? "cancelled" : durationText(ms)})`];
  if (outcome === "passed" || outcome === "cancelled") return `${lines.join("\n")}\n`;
  if (obstacle !== undefined) lines.push(`    ${obstacle}`);
  for (const { message, rule } of problems) {
    lines.push(`    ${message}`);
    if (rule !== undefined) lines.push(`      pwaf lint finds such code by ${rule}`);
  }
  const calls = run ? callLines(run.session) : [];
  if (calls.length > 0) lines.push("  Recorded:", ...calls.map((line) => `    ${line}`));
  if (output.trim() !== "") lines.push("  Output:", ...lastLines(output).map((line) => `    ${line}`));
  for (const explanation of explain(output, { contexts: ["databricks"] }))
    lines.push(
      ...explanationLines(explanation).map((line, index) => (index === 0 ? `  Explained: ${line}` : `  ${line}`)),
    );
  return `${lines.join("\n")}\n`;
}

export function summaryText({ results, ms, target }: Pick<ConformanceRun, "results" | "ms" | "target">): string {
  return `${countsText(results)} on ${target} (${durationText(ms)}).\n`;
}

const mostLines = 40;

/** The end of the output is where programs say why they stopped. */
function lastLines(output: string): string[] {
  const lines = output.replace(/\s+$/, "").split(/\r?\n/);
  const left = lines.length - mostLines;
  return left <= 0 ? lines : [`… ${left} lines before …`, ...lines.slice(-mostLines)];
}
