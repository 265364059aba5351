import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import type { Editor, EditorOptions } from "./editor.ts";
import { editorUrl } from "./editorUrl.ts";
import { registerExtensions } from "./extensions.ts";
import { root, temporaryFolder } from "./places.ts";
import { installVsix, startServer } from "./server.ts";
import { writeUserSettings } from "./settings.ts";
import { defaultSize, keepEvidence, recordConsole, waitUntilRestored } from "./window.ts";
import { Workbench } from "./workbench.ts";

/** VS Code's server on a free port, and Chromium on it. */
export async function startBrowserEditor(options: EditorOptions): Promise<Editor> {
  const dataFolder = await temporaryFolder("editor");
  const { theme = "dark", trusted = true, settings = {}, env = {}, size = defaultSize } = options;
  await writeUserSettings(join(dataFolder, "data", "User"), { theme, trusted, settings });
  const { extensionPath = root, otherExtensions = [] } = options;
  if (options.installedVsix === undefined) await registerExtensions([extensionPath, ...otherExtensions], dataFolder);
  else await installVsix(options.installedVsix, dataFolder);

  const logs = [join(dataFolder, "server.log"), join(dataFolder, "data", "logs")];
  const server = await startServer({ dataFolder, env, logFile: join(dataFolder, "server.log") });
  const browser = await launchBrowser();
  const close = async () => {
    await browser.close();
    await server.stop();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 });
  };
  const context = await browser.newContext({
    viewport: size,
    // The emulated workspace has a certificate of its own; only the browser is told not to mind.
    ignoreHTTPSErrors: true,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  const lines = recordConsole(page);
  try {
    await page.goto(editorUrl(server.authority, options.folder));
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
    externalPage: (action) => nextPage(context, action),
    async reload() {
      await page.reload();
      await waitUntilRestored(page);
    },
    close,
    keepEvidence: (name) => keepEvidence(page, name, logs),
  };
}

async function nextPage(context: BrowserContext, action: () => Promise<void>): Promise<Page> {
  const [opened] = await Promise.all([context.waitForEvent("page"), action()]);
  return opened;
}
