// Takes the pictures of the documentation anew, by the tests that walk through what they show.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { spawnSync } from "node:child_process";
import { ensureProject } from "./lib/ensure.mjs";
import { projectNode, root } from "./lib/paths.mjs";
import { main } from "./lib/say.mjs";

await main(async () => {
  const code = await ensureProject(fileURLToPath(import.meta.url));
  if (code !== undefined) return code;
  const { ensureBuilt } = await import("./lib/build.mjs");
  await ensureBuilt();
  const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
  for (const name of ["mainPath", "callPaths"]) {
    const run = spawnSync(projectNode, [mocha, "--bail", join(root, "test", "editor", "ui", `${name}.test.ts`)], {
      stdio: "inherit",
      env: { ...process.env, PWAF_PICTURES: join(root, "docs", "images") },
    });
    if (run.status !== 0) return run.status ?? 1;
  }
  return 0;
});
