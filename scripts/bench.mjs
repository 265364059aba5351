// Measures what the design promises. Usage: node scripts/bench.mjs [--quick] [ROW...]
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureProject } from "./lib/ensure.mjs";
import { root } from "./lib/paths.mjs";
import { main, Stop } from "./lib/say.mjs";

await main(async () => {
  const code = await ensureProject(fileURLToPath(import.meta.url));
  if (code !== undefined) return code;
  const { ensureBuilt } = await import("./lib/build.mjs");
  const { ensureChromium } = await import("./lib/chromium.mjs");
  const { ensureCodeServer } = await import("./lib/codeServer.mjs");
  const { run } = await import("./lib/run.mjs");
  await ensureCodeServer();
  await ensureChromium();
  // What users get is the production build; packaging makes it.
  const packaged = await run(process.execPath, [join(root, "scripts", "package.mjs")]);
  if (packaged.code !== 0) throw new Stop(packaged.output);
  await ensureBuilt({ production: true });
  const bench = await run(process.execPath, [join("bench", "run.ts"), ...process.argv.slice(2)], { inherit: true });
  return bench.code;
});
