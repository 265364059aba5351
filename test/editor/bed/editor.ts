import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { failures, madeFolder, root, temporaryFolder } from "./places.ts";
import { registerExtension } from "./extensions.ts";
import { installVsix, startServer } from "./server.ts";
import { editorUrl } from "./editorUrl.ts";
import { writeUserSettings } from "./settings.ts";
import type { Theme } from "./settings.ts";
import { Workbench } from "./workbench.ts";

export interface EditorOptions {
  /** Folder to open. */
  readonly folder: string;
  /** Extension under development; this checkout by default. Ignored with `installedVsix`. */
  readonly extensionPath?: string;
  /** Packaged extension to install instead. */
  readonly installedVsix?: string;
  /** User settings on top of the quiet defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host on top of ours; `DATABRICKS_*` of the machine never gets there. */
  readonly env?: Readonly<Record<string, string>>;
  readonly theme?: Theme;
  readonly size?: { readonly width: number; readonly height: number };
  /** False shows the question whether the folder is trusted. Default true. */
  readonly trusted?: boolean;
}

/** A running VS Code with fresh settings, in Chromium. */
export interface Editor {
  readonly workbench: Workbench;
  readonly page: Page;
  /** Waits for the browser page that an action opens outside the editor, such as a sign-in page. */
  readonly externalPage: (action: () => Promise<void>) => Promise<Page>;
  /** What the extension host and the window wrote to the console. */
  readonly console: readonly string[];
  /** Reloads the window, as “Developer: Reload Window” does. */
  readonly reload: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** Keeps logs and a picture under `out/failures/<name>`. */
  readonly keepEvidence: (name: string) => Promise<void>;
}

export async function startEditor(options: EditorOptions): Promise<Editor> {
  const dataFolder = await temporaryFolder("editor");
  const { theme = "dark", trusted = true, settings = {}, env = {}, size = { width: 1280, height: 800 } } = options;
  await writeUserSettings(join(dataFolder, "data", "User"), { theme, trusted, settings });
  if (options.installedVsix === undefined) await registerExtension(options.extensionPath ?? root, dataFolder);
  else await installVsix(options.installedVsix, dataFolder);
  const server = await startServer({ dataFolder, env, logFile: join(dataFolder, "server.log") });
  const browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: size,
    // The emulated workspace has a certificate of its own; only the browser is told not to mind.
    ignoreHTTPSErrors: true,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  const lines = recordConsole(page);
  await page.goto(editorUrl(server.authority, options.folder));
  await waitUntilRestored(page);

  const workbench = new Workbench(page);
  return {
    workbench,
    page,
    console: lines,
    externalPage: (action) => nextPage(context, action),
    async reload() {
      await page.reload();
      await waitUntilRestored(page);
    },
    async close() {
      await browser.close();
      await server.stop();
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 });
    },
    async keepEvidence(name) {
      const target = await madeFolder(join(failures, name.replaceAll(/[^\w.-]+/g, "_")));
      await page.screenshot({ path: join(target, "screen.png") });
      await cp(join(dataFolder, "server.log"), join(target, "server.log"));
      await cp(join(dataFolder, "data", "logs"), join(target, "logs"), { recursive: true });
    },
  };
}

/** Until then the workbench would lose key presses. */
async function waitUntilRestored(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName("code/LifecyclePhase/Restored").length > 0);
  await page.locator(".monaco-workbench .statusbar").waitFor();
}

async function nextPage(context: BrowserContext, action: () => Promise<void>): Promise<Page> {
  const [opened] = await Promise.all([context.waitForEvent("page"), action()]);
  return opened;
}

function recordConsole(page: Page): string[] {
  const lines: string[] = [];
  page.on("console", (message) => lines.push(`${message.type()} ${message.text()}`));
  page.on("pageerror", (error) => lines.push(`page error ${error.stack ?? error.message}`));
  return lines;
}
