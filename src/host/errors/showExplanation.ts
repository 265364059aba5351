import * as vscode from "vscode";
import type { Explanation } from "../../core/errors/explain.ts";
import { errorActions } from "../platform/errorActions.ts";

/** More buttons than these are read by nobody. */
const mostActions = 2;

/** Shows cause and fix of a known error, with buttons for what helps and for its page. */
export async function showExplanation(
  { id, title, cause, fix, actions }: Explanation,
  extensionUri: vscode.Uri,
): Promise<void> {
  const buttons = actions.slice(0, mostActions).map((action) => errorActions[action]);
  const page = "Open page";
  const picked = await vscode.window.showInformationMessage(
    title,
    { modal: true, detail: `Cause: ${cause}\n\nFix: ${fix}` },
    ...buttons.map((button) => button.title),
    page,
  );
  if (picked === page) return openErrorPage(extensionUri, id);
  const button = buttons.find((one) => one.title === picked);
  if (button) await vscode.commands.executeCommand(button.id);
}

/** The page of all known errors, at one of them. */
export async function openErrorPage(extensionUri: vscode.Uri, id?: string): Promise<void> {
  const page = vscode.Uri.joinPath(extensionUri, "docs", "errors.md");
  await vscode.commands.executeCommand("markdown.showPreview", id === undefined ? page : page.with({ fragment: id }));
}
