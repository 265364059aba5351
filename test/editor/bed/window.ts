import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { failures, madeFolder } from "./places.ts";

export const defaultSize = { width: 1280, height: 800 };

/** Until then the workbench would lose key presses. */
export async function waitUntilRestored(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName("code/LifecyclePhase/Restored").length > 0);
  await page.locator(".monaco-workbench .statusbar").waitFor();
}

/** Collects what the window writes to its console from now on. */
export function recordConsole(page: Page): string[] {
  const lines: string[] = [];
  page.on("console", (message) => lines.push(`${message.type()} ${message.text()}`));
  page.on("pageerror", (error) => lines.push(`page error ${error.stack ?? error.message}`));
  return lines;
}

/** Copies a picture and logs to `out/failures/<name>`; what does not exist is left out. */
export async function keepEvidence(page: Page, name: string, logs: readonly string[]): Promise<void> {
  const target = await madeFolder(join(failures, name.replaceAll(/[^\w.-]+/g, "_")));
  await page.screenshot({ path: join(target, "screen.png") });
  for (const log of logs) await cp(log, join(target, log.split(/[\\/]/).at(-1) ?? "log"), { recursive: true });
}
