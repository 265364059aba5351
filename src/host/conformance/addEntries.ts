import { relative } from "node:path";
import * as vscode from "vscode";
import { PwafError } from "../../core/base/errors.ts";
import { conformanceAuthNames } from "../../core/conformance/entry.ts";
import type { FoundSite } from "../../core/conformance/proposals.ts";
import { proposeEntries, withEntries } from "../../core/conformance/proposals.ts";
import { connectorNames } from "../../core/lint/report/names.ts";
import { isClient } from "../../core/lint/sites.ts";
import type { Services } from "../services.ts";

type Needs = Pick<Services, "changes" | "lint" | "scan" | "identities">;

/**
 * “Add conformance entries”: proposes one for each connector and kind of sign-in that the code has, and shows `pwaf.json`
 * with them beside what it is now. Nothing is written unless the user says so there.
 * @throws PwafError without a folder
 */
export async function addEntries({ changes, lint, scan, identities }: Needs): Promise<void> {
  const open = vscode.window.activeTextEditor?.document.uri;
  const root = ((open && vscode.workspace.getWorkspaceFolder(open)) ?? vscode.workspace.workspaceFolders?.[0])?.uri;
  if (!root) {
    throw new PwafError("config", "There is no folder to look for Databricks clients in.", {
      hint: "Open the folder of your project.",
    });
  }
  const known = await identities.settingsFor(open ?? vscode.Uri.joinPath(root, "pwaf.json"));
  // Without an identity there is nothing to compare User-Agents with; asking for it makes the file.
  if (!known.identity && !(await identities.ask(root))) return;
  const folder = known.folder ?? root;
  if (scan.state.kind === "notYet" && (await scan.start()) === "cancelled") return;
  const file = vscode.Uri.joinPath(folder, "pwaf.json");
  const document = await vscode.workspace.openTextDocument(file);
  const proposals = proposeEntries(sitesBelow(folder, lint), document.getText());
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
  const chosen = picked.map(({ proposal }) => proposal);
  const before = document.getText();
  const after = withEntries(before, chosen);
  if (!(await changes.confirm("Add conformance entries", { name: "pwaf.json", before, after }))) return;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(file, new vscode.Range(document.positionAt(0), document.positionAt(before.length)), after);
  await vscode.workspace.applyEdit(edit);
  await document.save();
  await vscode.window.showTextDocument(document);
}

function sitesBelow(folder: vscode.Uri, lint: Needs["lint"]): FoundSite[] {
  return [...lint.files].flatMap(({ uri, report }) => {
    const path = relative(folder.path, uri.path).replaceAll("\\", "/");
    if (path.startsWith("..")) return [];
    return report.sites.filter(isClient).map(({ connector, auth }) => ({ connector, auth: auth.kind, path }));
  });
}
