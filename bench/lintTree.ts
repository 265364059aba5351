import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rgPath } from "@vscode/ripgrep";
import { triggerWords } from "../src/core/lint/languages/fileKinds.ts";
import { root, temporaryFolder } from "../test/editor/bed/places.ts";
import type { BenchRow } from "./row.ts";
import { median, milliseconds } from "./row.ts";

/** One of them uses Databricks: in Python in every other folder, in TypeScript in the rest. */
const FILES_PER_FOLDER = 100;

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

async function makeTree(files: number): Promise<string> {
  const tree = await temporaryFolder("tree");
  for (let folder = 0; folder < files / FILES_PER_FOLDER; folder++) {
    const path = join(tree, `area${folder % 20}`, `part${folder}`);
    await mkdir(path, { recursive: true });
    const writes = Array.from({ length: FILES_PER_FOLDER }, (_, index) => {
      const isPython = index % 2 === 0;
      const text = isPython ? pythonFile(index) : typescriptFile(index);
      const use = index !== folder % 2 ? "" : isPython ? pythonUse : typescriptUse;
      return writeFile(join(path, `module${index}.${isPython ? "py" : "ts"}`), use + text);
    });
    await Promise.all(writes);
  }
  return tree;
}

const pythonUse = `from databricks import sql


def connect(host, path, token):
    return sql.connect(server_hostname=host, http_path=path, access_token=token)


`;

const typescriptUse = `import { DBSQLClient } from "@databricks/sql";

export async function connect(host: string, path: string, token: string) {
  const client = new DBSQLClient();
  return await client.connect({ host, path, token });
}

`;

/** About 2 kB each, as modules of real projects. */
function pythonFile(seed: number): string {
  return Array.from(
    { length: 20 },
    (_, index) =>
      `def step_${seed}_${index}(rows):\n    """Keeps what is large enough."""\n    return [row for row in rows if row > ${index}]\n\n`,
  ).join("\n");
}

function typescriptFile(seed: number): string {
  return Array.from(
    { length: 20 },
    (_, index) =>
      `/** Keeps what is large enough. */\nexport function step${seed}x${index}(rows: readonly number[]) {\n  return rows.filter((row) => row > ${index});\n}\n`,
  ).join("\n");
}

/** Milliseconds of a command from start to end, its output read as a terminal would. */
async function timed(command: string, args: readonly string[], cwd: string, codes: readonly number[]): Promise<number> {
  const started = performance.now();
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.resume();
  const [code] = (await once(child, "close")) as [number];
  if (!codes.includes(code)) throw new Error(`${command} ended with exit code ${code}`);
  return performance.now() - started;
}
