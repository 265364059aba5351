import * as vscode from "vscode";
import type { Explanation } from "../../core/errors/explain.ts";
import { explain } from "../../core/errors/explain.ts";

/**
 * What somebody wants explained: the selection, or else what is typed, where an error that stands in the clipboard is
 * offered. Undefined when the user backs out; empty when nothing in it is known.
 */
export async function askError(): Promise<readonly Explanation[] | undefined> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor && !editor.selection.isEmpty ? editor.document.getText(editor.selection) : "";
  if (selected.trim() !== "") return explain(selected, { described: true });
  const copied = explain(await vscode.env.clipboard.readText());
  // Only what is known, and without secrets: a clipboard may hold anything.
  const offered = copied[0]?.found ?? "";
  const typed = await vscode.window.showInputBox({
    title: "Explain an error",
    prompt: "The message, or what happens in your own words.",
    placeHolder: "cannot configure default credentials",
    value: offered,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const [first] = text === offered ? copied : explain(text, { described: true });
      return first && { message: first.title, severity: vscode.InputBoxValidationSeverity.Info };
    },
  });
  if (typed === undefined || typed.trim() === "") return undefined;
  return typed === offered ? copied : explain(typed, { described: true });
}
