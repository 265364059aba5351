// Makes the VSIX: a production build, notices for what is really in it, and a check of its size.
// Usage: node scripts/package.mjs [--out FILE]
import { mkdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ensureProject } from "./lib/ensure.mjs";
import { root } from "./lib/paths.mjs";
import { main, say, step, Stop } from "./lib/say.mjs";

/** Budget of the design: what a user waits for when installing. */
const BUDGET_MB = 3.5;

await main(async () => {
  const code = await ensureProject(fileURLToPath(import.meta.url));
  if (code !== undefined) return code;
  const { ensureBuilt } = await import("./lib/build.mjs");
  const { writeNotices } = await import("./lib/notices.mjs");
  const { run } = await import("./lib/run.mjs");

  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const { values } = parseArgs({ options: { out: { type: "string" } } });
  const file = values.out ?? join(root, "out", `pwaf-toolkit-${version}.vsix`);
  await mkdir(dirname(file), { recursive: true });

  await ensureBuilt({ production: true });
  const packages = await writeNotices();
  await step("Packaging", async () => {
    const vsce = join(root, "node_modules", "@vscode", "vsce", "vsce");
    const args = [vsce, "package", "--no-dependencies", "--skip-license", "--out", file];
    // The build is up to date already, and links in the README stay as they are: there is no public repository.
    const { code, output } = await run(process.execPath, [
      ...args,
      "--no-rewrite-relative-links",
      "--allow-missing-repository",
    ]);
    if (code !== 0) throw new Stop(`vsce could not package the extension.\n${output.trim()}`);
  });

  const megabytes = (await stat(file)).size / 1e6;
  say(`${file}: ${megabytes.toFixed(2)} MB of ${BUDGET_MB} MB, with ${packages} third-party packages`);
  if (megabytes > BUDGET_MB) throw new Stop(`The VSIX is ${megabytes.toFixed(2)} MB; the budget is ${BUDGET_MB} MB.`);
  return 0;
});
