import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../test/editor/bed/places.ts";

/** One of them uses Databricks: in Python in every other folder, in TypeScript in the rest. */
export const FILES_PER_FOLDER = 100;

/** A tree of so many files of about 2 kB, half Python and half TypeScript, as modules of real projects. */
export async function makeTree(files: number): Promise<string> {
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
export async function timed(
  command: string,
  args: readonly string[],
  cwd: string,
  codes: readonly number[],
): Promise<number> {
  const started = performance.now();
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.resume();
  const [code] = (await once(child, "close")) as [number];
  if (!codes.includes(code)) throw new Error(`${command} ended with exit code ${code}`);
  return performance.now() - started;
}
