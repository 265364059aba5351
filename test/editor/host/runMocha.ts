import { appendFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { format } from "node:util";
import Mocha from "mocha";

const require = createRequire(import.meta.url);

/** What the runner passes on. */
interface HostRun {
  /** File for the counts. */
  readonly counts: string;
  /** File for what mocha prints; the console of the extension host is full of VS Code's own lines. */
  readonly output: string;
  readonly grep?: string;
}

/** Runs the tests inside the extension host. A failure rejects, which VS Code turns into its exit code. */
export async function runMocha(load: () => Promise<void>): Promise<void> {
  const { counts, output, grep } = JSON.parse(process.env["PWAF_HOST_RUN"] ?? "{}") as HostRun;
  // This file is bundled into `out/host`.
  const reporter = require(fileURLToPath(new URL("../../scripts/lib/mochaReporter.cjs", import.meta.url))) as never;
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => appendFileSync(output, `${format(...args)}\n`);
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000, reporter, reporterOptions: { file: counts } });
  if (grep !== undefined) mocha.grep(grep);
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await load();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
