import * as vscode from "vscode";
import type { PwafError } from "../../core/base/errors.ts";
import type { CommandId } from "./commandIds.ts";
import { viewError } from "./errors.ts";

/**
 * A row of a tree that says why there are no others. A click, or Enter, does what helps: signing in, or reading again.
 * @param retry command that reads again
 */
export function errorItem(error: PwafError, retry: CommandId): vscode.TreeItem {
  const { message, hint } = viewError(error);
  const item = new vscode.TreeItem(message);
  const isSignIn = error.reason === "unauthenticated";
  item.command = isSignIn ? { command: "pwaf.signIn", title: "Sign in" } : { command: retry, title: "Try again" };
  item.iconPath = new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
  // For `viewItem` in `package.json`.
  item.contextValue = "error";
  const advice = `Click to ${isSignIn ? "sign in" : "try again"}.`;
  // `appendText` escapes: a workspace's words must stay text.
  item.tooltip = new vscode.MarkdownString().appendText([message, hint, advice].filter(Boolean).join("\n\n"));
  item.accessibilityInformation = { label: `${message} ${advice}` };
  return item;
}
