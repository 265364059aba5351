import { rmSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root } from "./paths.ts";

const folders: string[] = [];
process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** Writes a program into a folder of its own, inside the checkout (where Node finds its packages); it goes with the process. */
export async function writeProgram(name: string, text: string): Promise<string> {
  const parent = join(root, "out", "connectors");
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, "program-"));
  folders.push(folder);
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}
