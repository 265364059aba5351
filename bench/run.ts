// Runs the rows one after the other and prints the table. Usage: node bench/run.ts [--quick] [--anywhere] [ROW...]
// `--anywhere` leaves out the rows whose verdict depends on the machine.
import { parseArgs } from "node:util";
import { activation } from "./activation.ts";
import { catalogScale, schemaScale } from "./catalogScale.ts";
import { lintAnyText } from "./lintAnyText.ts";
import { lintEdit } from "./lintEdit.ts";
import { lintKey } from "./lintKey.ts";
import { lintReal } from "./lintReal.ts";
import { lintRivals } from "./lintRivals.ts";
import { lintTree } from "./lintTree.ts";
import { gridFirstRows, gridHeap, gridJump } from "./resultsGrid.ts";
import { allRows, exportRows, firstRows, hostStall } from "./sqlRows.ts";
import { vsixSize } from "./vsixSize.ts";

const rows = {
  vsixSize,
  activation,
  lintTree,
  lintRivals,
  lintReal,
  lintAnyText,
  lintEdit,
  lintKey,
  firstRows,
  allRows,
  exportRows,
  hostStall,
  gridFirstRows,
  gridJump,
  gridHeap,
  catalogScale,
  schemaScale,
};

const { values, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false }, anywhere: { type: "boolean", default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !Object.hasOwn(rows, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no row ${unknown.join(", ")}; rows are ${Object.keys(rows).join(", ")}.\n`);
  process.exit(2);
}

const table: Record<string, string>[] = [];
let over = 0;
let failed = 0;
for (const [name, row] of Object.entries(rows)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  if (values.anywhere && row.holdsAnywhere !== true) continue;
  process.stdout.write(`measuring ${row.name} …\n`);
  try {
    const { measured, withinBudget, detail } = await row.run(values);
    if (!withinBudget) over++;
    table.push({ what: row.name, measured, budget: row.budget, verdict: withinBudget ? "ok" : "OVER", detail });
  } catch (error) {
    failed++;
    const detail = error instanceof Error ? error.message : String(error);
    table.push({ what: row.name, measured: "-", budget: row.budget, verdict: "FAILED", detail });
  }
}
print(table);
process.stdout.write(`${table.length - over - failed} of ${table.length} within budget\n`);
// A budget missed on a busy machine is something to look at; a row that could not be measured is broken.
process.exitCode = failed > 0 ? 2 : over > 0 ? 1 : 0;

function print(lines: readonly Record<string, string>[]): void {
  const columns = ["what", "measured", "budget", "verdict", "detail"];
  const widths = columns.map((name) => Math.max(name.length, ...lines.map((line) => line[name]?.length ?? 0)));
  const format = (cells: readonly string[]) => cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ");
  process.stdout.write(`\n${format(columns)}\n`);
  for (const line of lines) process.stdout.write(`${format(columns.map((name) => line[name] ?? ""))}\n`);
  process.stdout.write("\n");
}
