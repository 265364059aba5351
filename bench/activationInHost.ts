import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as vscode from "vscode";

/** Runs in the extension host instead of tests: loads the extension's code, then activates it, and notes both times. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension("pwaf-toolkit.pwaf-toolkit");
  if (!extension) throw new Error("VS Code does not know the extension");
  const started = performance.now();
  // The same module that VS Code will import: a module is loaded once per address.
  await import(pathToFileURL(join(extension.extensionPath, "dist", "extension.js")).href);
  const loaded = performance.now();
  await extension.activate();
  const times = { loadMs: loaded - started, activateMs: performance.now() - loaded };
  await writeFile(process.env["PWAF_ANSWER"] ?? "", JSON.stringify(times));
}
