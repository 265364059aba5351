import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "node:util";
import { launchBrowser } from "./browser.ts";
import { runDesktopHost } from "./desktop.ts";
import { editorUrl } from "./editorUrl.ts";
import { root } from "./places.ts";
import { startServer } from "./server.ts";
import { writeUserSettings } from "./settings.ts";

const LONGEST_MS = 300_000;

export interface HostRunOptions {
  /** Fresh folder for what VS Code writes: settings, `server.log`, `console.log`. */
  readonly work: string;
  /** Folder to open. */
  readonly folder: string;
  /** The module whose `run()` is called in the extension host; see `bundleForHost`. */
  readonly tests: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Calls a module's `run()` in the extension host of a fresh VS Code with this checkout as its extension: a desktop one
 * if `PWAF_DESKTOP_CODE` names its program, else the one in the browser.
 * @returns the exit code: 0 when `run()` resolved
 */
export async function runInExtensionHost(options: HostRunOptions): Promise<number> {
  const executable = process.env["PWAF_DESKTOP_CODE"];
  return executable ? await runDesktopHost({ ...options, executable }) : await runBrowserHost(options);
}

async function runBrowserHost({ work, folder, tests, env }: HostRunOptions): Promise<number> {
  const dataFolder = join(work, "data");
  await writeUserSettings(join(dataFolder, "data", "User"), { theme: "dark", trusted: true, settings: {} });
  const server = await startServer({ dataFolder, env, logFile: join(work, "server.log"), development: true });
  const browser = await launchBrowser();
  const lines: string[] = [];
  let tooLong: NodeJS.Timeout | undefined;
  try {
    const page = await browser.newPage();
    // VS Code hands over what the extension host writes, and at the end the exit code of the test run.
    await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) =>
      lines.push(`${type} ${format(...args)}`),
    );
    const exit = new Promise<number>((resolve, reject) => {
      void page.exposeFunction("codeAutomationExit", resolve);
      tooLong = setTimeout(() => reject(new Error(`no end after ${LONGEST_MS / 1000} s`)), LONGEST_MS);
    });
    const opened = page.goto(editorUrl(server.authority, folder, { extension: root, tests }));
    const [code] = await Promise.all([exit, opened]);
    return code;
  } finally {
    clearTimeout(tooLong);
    await writeFile(join(work, "console.log"), lines.join("\n"));
    await browser.close();
    await server.stop();
  }
}
