import { dirname, relative } from "node:path";
import * as vscode from "vscode";
import { PwafError } from "../../core/base/errors.ts";
import { conformanceAuthNames } from "../../core/conformance/entry.ts";
import type { FoundSite } from "../../core/conformance/proposals.ts";
import { proposeEntries, withEntries } from "../../core/conformance/proposals.ts";
import { connectorNames } from "../../core/lint/report/names.ts";
import { isClient } from "../../core/lint/sites.ts";
import type { Services } from "../services.ts";

type Needs = Pick<Services, "lint" | "scan" | "identities">;

/**
 * “Add conformance entries”: proposes one for each connector and kind of sign-in that the code has, and shows the change
 * of `pwaf.json` for review before anything is written.
 * @throws PwafError when there is nothing to propose
 */
export async function addEntries({ lint, scan, identities }: Needs): Promise<void> {
  const open = vscode.window.activeTextEditor?.document.uri;
  const root = ((open && vscode.workspace.getWorkspaceFolder(open)) ?? vscode.workspace.workspaceFolders?.[0])?.uri;
  if (!root) {
    throw new PwafError("config", "There is no folder to look for Databricks clients in.", {
      hint: "Open the folder of your project.",
    });
  }
  const { folder = root } = await identities.settingsFor(open ?? vscode.Uri.joinPath(root, "pwaf.json"));
  if (scan.state.kind === "notYet" && (await scan.start()) === "cancelled") return;
  const file = vscode.Uri.joinPath(folder, "pwaf.json");
  const config = await textOf(file);
  const proposals = proposeEntries(sitesBelow(folder, lint), config ?? "");
  if (proposals.length === 0) {
    const why = "Every client that was found has its entries already, or cannot be tested by a recorder.";
    return void vscode.window.showInformationMessage(`PWAF: ${why}`);
  }
  const items = proposals.map((proposal) => ({
    label: `${connectorNames[proposal.connector]}, ${conformanceAuthNames[proposal.auth]}`,
    description: proposal.command.join(" "),
    picked: true,
    proposal,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: "Add conformance entries",
    placeHolder: "Commands can be changed afterwards",
    canPickMany: true,
  });
  if (!picked || picked.length === 0) return;
  const text = withEntries(
    config ?? "",
    picked.map(({ proposal }) => proposal),
  );
  await review(file, config, text);
}

function sitesBelow(folder: vscode.Uri, lint: Needs["lint"]): FoundSite[] {
  return [...lint.files].flatMap(({ uri, report }) => {
    const path = relative(folder.path, uri.path).replaceAll("\\", "/");
    if (path.startsWith("..")) return [];
    return report.sites.filter(isClient).map(({ connector, auth }) => ({ connector, auth: auth.kind, path }));
  });
}

/** Shows the change in the editor's refactor preview, which writes it if the user says so. */
async function review(file: vscode.Uri, before: string | undefined, after: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const metadata = {
    needsConfirmation: true,
    label: `Add conformance entries to ${file.path.replace(dirname(file.path), "").slice(1)}`,
  };
  if (before === undefined) edit.createFile(file, { contents: new TextEncoder().encode(after) }, metadata);
  else {
    const document = await vscode.workspace.openTextDocument(file);
    const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
    edit.replace(file, whole, after, metadata);
  }
  const isWritten = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  if (!isWritten) return;
  const document = await vscode.workspace.openTextDocument(file);
  await document.save();
  await vscode.window.showTextDocument(document);
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return (await vscode.workspace.openTextDocument(uri)).getText();
  } catch {
    // There is none yet.
    return undefined;
  }
}
