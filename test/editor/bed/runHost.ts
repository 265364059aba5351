// Runs the tests of test/editor/host inside the extension host of a real VS Code. Usage: node runHost.ts [--grep TEXT]
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
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
  const env = {
    PWAF_HOST_RUN: JSON.stringify({ counts, ...values }),
    DATABRICKS_CONFIG_FILE: join(home, ".databrickscfg"),
  };
  const tests = await bundleHostTests();
  const desktop = process.env["PWAF_DESKTOP_CODE"];
  process.exitCode = desktop
    ? await runDesktopHost({ executable: desktop, folder, tests, env })
    : await runBrowserHost({ folder, tests, env });
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
  await mkdir(failures, { recursive: true });
  const logFile = join(work, "server.log");
  const server = await startServer({ dataFolder, env, logFile, development: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    // VS Code hands over what the extension host writes, and at the end the exit code of the test run.
    await page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => log(args));
    const exit = new Promise<number>((resolve) => {
      void page.exposeFunction("codeAutomationExit", (code: number) => resolve(code));
    });
    const tooLong = AbortSignal.timeout(SUITE_MS);
    await page.goto(editorUrl(server.authority, folder, { extension: root, tests }));
    return await Promise.race([
      exit,
      new Promise<number>((_, reject) => {
        tooLong.addEventListener("abort", () => reject(new Error(`no end after ${SUITE_MS / 1000} s`)));
      }),
    ]);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** The workbench logs a lot of its own; mocha's lines are those that come from the extension host. */
function log(args: unknown[]): void {
  const [first, ...rest] = args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg)));
  if (first !== undefined) process.stdout.write(`${[first, ...rest].join(" ")}\n`);
}
