import * as vscode from "vscode";

/** The extension under test. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension("pwaf-toolkit.pwaf-toolkit");
  if (!found) throw new Error("VS Code does not know the extension; was it built?");
  return found;
}
