// Takes the pictures of the documentation anew: the tests of the editor photograph what they walk through, and those
// that a page shows are copied to docs/images.
// Usage: node scripts/pictures.mjs [mocha options]
import { spawnSync } from "node:child_process";
import { copyFile, readdir, readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureProject } from "./lib/ensure.mjs";
import { projectNode, root } from "./lib/paths.mjs";
import { main, say, Stop } from "./lib/say.mjs";

await main(async () => {
  const code = await ensureProject(fileURLToPath(import.meta.url));
  if (code !== undefined) return code;
  const { ensureBuilt } = await import("./lib/build.mjs");
  await ensureBuilt();
  const taken = join(root, "out", "pictures");
  const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
  const tests = [mocha, ...process.argv.slice(2), join(root, "test", "editor", "ui", "*.test.ts")];
  const run = spawnSync(projectNode, tests, { stdio: "inherit", env: { ...process.env, PWAF_PICTURES: taken } });
  if (run.status !== 0) throw new Stop("Tests failed; no picture was replaced.");
  for (const name of await shown()) {
    if (!existsSync(join(taken, name))) throw new Stop(`A page shows ${name}, and no test takes it.`);
    await copyFile(join(taken, name), join(root, "docs", "images", name));
    say(`docs/images/${name}`);
  }
  return 0;
});

/** The pictures that pages show. */
async function shown() {
  const names = new Set();
  const docs = (await readdir(join(root, "docs"))).filter((name) => name.endsWith(".md"));
  for (const page of ["README.md", ...docs.map((name) => join("docs", name))]) {
    const text = await readFile(join(root, page), "utf8");
    for (const [, name] of text.matchAll(/images\/([\w-]+\.png)/g)) names.add(name);
  }
  return [...names].sort();
}
