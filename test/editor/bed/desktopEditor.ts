import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, ElectronApplication, Page } from "playwright-core";
import { _electron as electron } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { quietFlags } from "./desktop.ts";
import type { Editor, EditorOptions } from "./editor.ts";
import { root, temporaryFolder } from "./places.ts";
import { childEnvironment } from "./server.ts";
import { writeUserSettings } from "./settings.ts";
import { until } from "./until.ts";
import { defaultSize, keepEvidence, recordConsole, waitUntilRestored } from "./window.ts";
import { Workbench } from "./workbench.ts";

/**
 * Desktop VS Code, driven through Playwright's Electron support. Pages that it would open in the user's browser open
 * in a Chromium of the test instead, and what that sends back to `vscode:` goes to the program as the system would hand it over.
 */
export async function startDesktopEditor(executable: string, options: EditorOptions): Promise<Editor> {
  if (options.installedVsix !== undefined) throw new Error("the packaged extension is tested in the browser only");
  const dataFolder = await temporaryFolder("desktop");
  const { theme = "dark", trusted = true, settings = {}, env = {}, size = defaultSize, otherExtensions = [] } = options;
  await writeUserSettings(join(dataFolder, "User"), { theme, trusted, settings });
  const args = [
    options.folder,
    ...[options.extensionPath ?? root, ...otherExtensions].map((path) => `--extensionDevelopmentPath=${path}`),
    ...[`--user-data-dir=${dataFolder}`, `--extensions-dir=${join(dataFolder, "extensions")}`],
    ...quietFlags.filter((flag) => trusted || flag !== "--disable-workspace-trust"),
  ];
  const program = await electron.launch({ executablePath: executable, args, env: stringsOf(childEnvironment(env)) });
  const browser = await launchBrowser();
  const close = async () => {
    await browser.close();
    await program.close();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 });
  };
  const page = await program.firstWindow();
  const lines = recordConsole(page);
  const logs = [join(dataFolder, "logs")];
  try {
    await resizeWindow(program, size);
    await catchExternalPages(program);
    await waitUntilRestored(page);
  } catch (error) {
    await keepEvidence(page, "start", logs);
    await close();
    throw error;
  }
  return {
    workbench: new Workbench(page),
    page,
    console: lines,
    logs,
    dataFolder,
    externalPage: (action) => externalPage(program, browser, action),
    async reload() {
      await page.reload();
      await waitUntilRestored(page);
    },
    close,
    keepEvidence: (name) => keepEvidence(page, name, logs),
  };
}

function stringsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** What we use of Electron in VS Code's main process; its types are not among our dependencies. */
interface ElectronParts {
  readonly app: { emit(event: string, ...args: unknown[]): boolean };
  readonly shell: { openExternal: (url: string) => Promise<void> };
  readonly BrowserWindow: { getAllWindows(): readonly { setContentSize(width: number, height: number): void }[] };
}

async function resizeWindow(program: ElectronApplication, size: { width: number; height: number }): Promise<void> {
  await program.evaluate(({ BrowserWindow }: ElectronParts, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
}

/** Addresses that VS Code asked the system to open, oldest first; kept in its own main process. */
interface Opened {
  opened?: string[];
}

async function catchExternalPages(program: ElectronApplication): Promise<void> {
  await program.evaluate(({ shell }: ElectronParts) => {
    const opened: string[] = [];
    (globalThis as Opened).opened = opened;
    shell.openExternal = async (url: string) => void opened.push(url);
  });
}

async function externalPage(
  program: ElectronApplication,
  browser: Browser,
  action: () => Promise<void>,
): Promise<Page> {
  await action();
  const url = await until("a page that VS Code opens", () =>
    program.evaluate(() => (globalThis as Opened).opened?.shift()),
  );
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  page.on("response", (response) => {
    const target = response.headers()["location"];
    if (target === undefined || !/^(?:vscode|code-oss|vscodium)[\w-]*:/.test(target)) return;
    void program.evaluate(({ app }: ElectronParts, uri) => app.emit("open-url", { preventDefault() {} }, uri), target);
  });
  await page.goto(url);
  return page;
}
