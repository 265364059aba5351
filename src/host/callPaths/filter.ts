import * as vscode from "vscode";
import type { CallPathFilter } from "./callPath.ts";
import { noFilter } from "./callPath.ts";

const all = { label: "$(list-flat) All call paths" };
const gaps = { label: "$(error) Gaps only" };
const text = { label: "$(search) Containing a text…", description: "path, client, User-Agent or rule" };

/** Asks which call paths to show. Undefined when the user backs out. */
export async function askFilter(current: CallPathFilter): Promise<CallPathFilter | undefined> {
  const picked = await vscode.window.showQuickPick([all, gaps, text], {
    title: "Filter call paths",
    placeHolder: "Which call paths shall be shown?",
  });
  if (picked === all) return noFilter;
  if (picked === gaps) return { ...current, gapsOnly: true };
  if (picked !== text) return undefined;
  const typed = await vscode.window.showInputBox({
    title: "Filter call paths",
    prompt: "Part of a path, a client's name, a User-Agent or a rule. Empty shows all.",
    value: current.text,
  });
  return typed === undefined ? undefined : { ...current, text: typed.trim() };
}
