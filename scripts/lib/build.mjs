// Builds when a source is newer than the last build.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { root } from "./paths.mjs";
import { run } from "./run.mjs";
import { step, Stop } from "./say.mjs";

const SOURCES = ["src", "esbuild.mjs", "package.json", "package-lock.json", "tsconfig.json", "tsconfig.webviews.json"];
const stamp = join(root, ".cache", "build");

export async function ensureBuilt({ production = false } = {}) {
  const wanted = `${production ? "production" : "development"} ${await fingerprint()}`;
  if (await isBuilt(wanted)) return;
  await withLock(join(root, ".cache", "build.lock"), async () => {
    if (!(await isBuilt(wanted))) await step("Building", () => build(production));
    await mkdir(join(root, ".cache"), { recursive: true });
    await writeFile(stamp, wanted);
  });
}

async function build(production) {
  const { code, output } = await run(process.execPath, ["esbuild.mjs", ...(production ? ["--production"] : [])]);
  if (code !== 0) throw new Stop(`The build failed.\n${output.trim()}`);
}

async function isBuilt(wanted) {
  const built = await readFile(stamp, "utf8").catch(() => "");
  return built === wanted && existsSync(join(root, "dist", "extension.js"));
}

async function fingerprint() {
  const hash = createHash("sha256");
  for (const source of SOURCES) await add(hash, source);
  return hash.digest("hex");
}

/** Time and size tell a changed file as well as its content does, and take milliseconds. */
async function add(hash, path) {
  const found = await stat(join(root, path)).catch(() => undefined);
  if (!found) return;
  if (!found.isDirectory()) return void hash.update(`${path} ${found.mtimeMs} ${found.size}\n`);
  for (const name of (await readdir(join(root, path))).sort()) await add(hash, `${path}/${name}`);
}
