import { nodeGrammarFiles } from "../src/cli/grammarFiles.ts";
import { LineIndex } from "../src/core/base/text.ts";
import { Engine } from "../src/core/lint/engine.ts";
import type { BenchRow } from "./row.ts";
import { percentile } from "./row.ts";

const BUDGET_MS = 5;
const LINES = 3000;
/** What is typed at one place, one check after each piece: words, calls with the quotes and brackets that an editor closes, lines. */
const typed = [
  "l",
  "i",
  "m",
  "i",
  "t",
  "e",
  "d",
  " = ",
  "r",
  "u",
  "n",
  "()",
  "\n",
  '""',
  "\n",
  "[]",
  "\n",
  "# n",
  "o",
  "te",
  "\n",
];

/** Checks of a text after each edit, as while somebody types in it. The editor itself pauses, so that it checks less often. */
export const lintEdit: BenchRow = {
  name: "edit → diagnostics, 3 000 lines",
  budget: `p95 ≤ ${BUDGET_MS} ms of CPU`,
  async run({ quick }) {
    const engine = new Engine(nodeGrammarFiles());
    const figures: { readonly name: string; readonly p95: number }[] = [];
    for (const { name, path, text } of files) {
      // The first words warm the compiler, as the first minute of editing does.
      const times = await type(engine, path, text, quick ? 10 : 40);
      figures.push({ name, p95: percentile(times.slice(times.length / 4), 95) });
    }
    const worst = Math.max(...figures.map(({ p95 }) => p95));
    return {
      measured: `${worst.toFixed(1)} ms`,
      withinBudget: worst <= BUDGET_MS,
      detail: figures.map(({ name, p95 }) => `${name} ${p95.toFixed(1)} ms`).join(", "),
    };
  },
};

/** Milliseconds of this thread's CPU for each check. */
async function type(engine: Engine, path: string, start: string, places: number): Promise<number[]> {
  const document = engine.open(path);
  const times: number[] = [];
  await document.check(start, {});
  for (let place = 0; place < places; place++) {
    let text = start;
    let at = start.indexOf("\n", Math.floor((start.length * place) / places));
    const before = start.slice(start.lastIndexOf("\n", at - 1) + 1, at);
    const indent = /^[ \t]*/.exec(before)?.[0] ?? "";
    for (const piece of ["\n", ...typed]) {
      const insert = piece === "\n" ? `\n${indent}` : path.endsWith(".ts") ? piece.replace("#", "//") : piece;
      text = text.slice(0, at) + insert + text.slice(at);
      at += insert.length - (/^(?:\(\)|\[\]|"")$/.test(piece) ? 1 : 0);
      if (piece === "\n") at = text.indexOf("\n", at);
      times.push(await checkOnce(document, text));
    }
    await document.check(start, {});
  }
  document.dispose();
  return times;
}

async function checkOnce(document: ReturnType<Engine["open"]>, text: string): Promise<number> {
  const before = process.cpuUsage();
  const { findings } = await document.check(text, {});
  const lines = new LineIndex(text);
  findings.map(({ start }) => lines.positionAt(start));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function repeated(head: string, lines: number, block: (index: number) => string): string {
  const one = block(0).split("\n").length - 1;
  return head + Array.from({ length: Math.ceil(lines / one) }, (_, index) => block(index)).join("");
}

const pythonHead = `from databricks import sql


def connect(host, path, token):
    return sql.connect(server_hostname=host, http_path=path, access_token=token)


`;

const typescriptHead = `import { DBSQLClient } from "@databricks/sql";

export async function connect(host: string, path: string, token: string) {
  const client = new DBSQLClient();
  return await client.connect({ host, path, token });
}

`;

const files = [
  {
    name: "Python module",
    path: "loader.py",
    text: repeated(
      pythonHead,
      LINES,
      (index) => `def step_${index}(rows, limit=${index}):
    """Keeps what is large enough."""
    kept = [row for row in rows if row["amount"] > limit]
    if not kept:
        return None
    for row in kept:
        row["seen"] = f"step {limit}: {len(kept)}"
    return sorted(kept, key=lambda row: row["amount"])


`,
    ),
  },
  {
    name: "Python script",
    path: "script.py",
    text: repeated(
      pythonHead,
      LINES,
      (index) => `rows_${index} = load("orders_${index}", limit=${index})
kept_${index} = [row for row in rows_${index} if row["amount"] > ${index}]
print(f"step ${index}: {len(kept_${index})}")

`,
    ),
  },
  {
    name: "TypeScript",
    path: "loader.ts",
    text: repeated(
      typescriptHead,
      LINES,
      (index) => `/** Keeps what is large enough. */
export function step${index}(rows: readonly Row[], limit = ${index}): Row[] {
  const kept = rows.filter((row) => row.amount > limit);
  if (kept.length === 0) return [];
  for (const row of kept) {
    row.seen = \`step \${limit}: \${kept.length}\`;
  }
  return kept.sort((a, b) => a.amount - b.amount);
}

`,
    ),
  },
];
