import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as vscode from "vscode";

const id = "pwaf-toolkit.pwaf-toolkit";

/**
 * Runs in the extension host instead of tests: loads the extension's code, then activates it, and notes both times.
 * The time of `activate()` is between the marks that VS Code sets around the call; what VS Code itself does before, such
 * as reading stored state, is not ours.
 */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension(id);
  if (!extension) throw new Error("VS Code does not know the extension");
  const started = performance.now();
  // The same module that VS Code will import: a module is loaded once per address.
  await import(pathToFileURL(join(extension.extensionPath, "dist", "extension.js")).href);
  const loadMs = performance.now() - started;
  await extension.activate();
  const activateMs = markedAt("didActivateExtension") - markedAt("willActivateExtension");
  await writeFile(process.env["PWAF_ANSWER"] ?? "", JSON.stringify({ loadMs, activateMs }));
}

interface VsCodeMarks {
  getMarks(): readonly { readonly name: string; readonly startTime: number }[];
}

/** Epoch milliseconds, whole ones, of a mark that VS Code's extension host keeps for its own start-up figures. */
function markedAt(event: string): number {
  const { MonacoPerformanceMarks: marks } = globalThis as { readonly MonacoPerformanceMarks?: VsCodeMarks };
  const mark = marks?.getMarks().find(({ name }) => name === `code/extHost/${event}/${id}`);
  if (!mark) throw new Error(`VS Code did not mark ${event}`);
  return mark.startTime;
}
