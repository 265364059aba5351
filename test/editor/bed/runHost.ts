// Runs the tests of test/editor/host inside the extension host of a real VS Code. Usage: node runHost.ts [--grep TEXT]
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format, parseArgs } from "node:util";
import { launchBrowser } from "./browser.ts";
import { runDesktopHost } from "./desktop.ts";
import { editorUrl } from "./editorUrl.ts";
import { bundleHostTests } from "./hostBundle.ts";
import { failures, root, temporaryFolder } from "./places.ts";
import { startServer } from "./server.ts";
import { writeUserSettings } from "./settings.ts";

const SUITE_MS = 300_000;

const { values } = parseArgs({ options: { grep: { type: "string" } } });
const work = await temporaryFolder("host");
try {
  const folder = join(work, "empty");
  await mkdir(folder);
  const counts = process.env["PWAF_COUNTS"] ?? join(work, "counts.json");
  const home = join(work, "home");
  await mkdir(home);
  const output = join(work, "mocha.log");
  const env = {
    PWAF_HOST_RUN: JSON.stringify({ counts, output, ...values }),
    DATABRICKS_CONFIG_FILE: join(home, ".databrickscfg"),
  };
  const tests = await bundleHostTests();
  const desktop = process.env["PWAF_DESKTOP_CODE"];
  const code = desktop
    ? await runDesktopHost({ executable: desktop, folder, tests, env })
    : await runBrowserHost({ folder, tests, env });
  process.stdout.write(await readFile(output, "utf8").catch(() => "mocha did not start\n"));
  if (code !== 0) await cp(work, join(failures, "host"), { recursive: true });
  process.exitCode = code;
} finally {
  await rm(work, { recursive: true, force: true, maxRetries: 3 });
}

interface HostOptions {
  readonly folder: string;
  readonly tests: string;
  readonly env: Readonly<Record<string, string>>;
}

async function runBrowserHost({ folder, tests, env }: HostOptions): Promise<number> {
  const dataFolder = join(work, "data");
  await writeUserSettings(join(dataFolder, "data", "User"), { theme: "dark", trusted: true, settings: {} });
  const server = await startServer({ dataFolder, env, logFile: join(work, "server.log"), development: true });
  const browser = await launchBrowser();
  const lines: string[] = [];
  try {
    const page = await browser.newPage();
    // VS Code hands over what the extension host writes, and at the end the exit code of the test run.
    await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) =>
      lines.push(`${type} ${format(...args)}`),
    );
    let tooLong: NodeJS.Timeout | undefined;
    const exit = new Promise<number>((resolve, reject) => {
      void page.exposeFunction("codeAutomationExit", resolve);
      tooLong = setTimeout(() => reject(new Error(`no end after ${SUITE_MS / 1000} s`)), SUITE_MS);
    });
    await page.goto(editorUrl(server.authority, folder, { extension: root, tests }));
    return await exit.finally(() => clearTimeout(tooLong));
  } finally {
    await writeFile(join(work, "console.log"), lines.join("\n"));
    await browser.close();
    await server.stop();
  }
}
