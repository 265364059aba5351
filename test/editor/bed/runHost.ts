// Runs the tests of test/editor/host inside the extension host of a real VS Code. Usage: node runHost.ts [--grep TEXT]
import { cp, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runInExtensionHost } from "./extensionHost.ts";
import { bundleHostTests } from "./hostBundle.ts";
import { failures, madeFolder, temporaryFolder } from "./places.ts";

const { values } = parseArgs({ options: { grep: { type: "string" } } });
const work = await temporaryFolder("host");
const folder = await madeFolder(join(work, "empty"));
const output = join(work, "mocha.log");
const counts = process.env["PWAF_COUNTS"] ?? join(work, "counts.json");
const env = {
  PWAF_HOST_RUN: JSON.stringify({ counts, output, ...values }),
  DATABRICKS_CONFIG_FILE: join(work, "databrickscfg"),
};
try {
  process.exitCode = await runInExtensionHost({ work, folder, tests: await bundleHostTests(), env });
} finally {
  process.stdout.write(await readFile(output, "utf8").catch(() => "mocha did not start\n"));
  if (process.exitCode !== 0) {
    await mkdir(failures, { recursive: true });
    await cp(work, join(failures, "host"), { recursive: true });
  }
}
