import * as vscode from "vscode";
import { PwafError } from "../../core/base/errors.ts";
import type { Services } from "../services.ts";
import type { ExportForm } from "./exportForm.ts";
import { checkExportable, exportForms, exportName, exportText } from "./exportForm.ts";
import type { DeckEntry } from "./queryDeck.ts";

type Needs = Pick<Services, "settings" | "sql">;

/**
 * Asks for a kind of file and a place, and writes all rows of a result there. The statement runs again.
 * @throws PwafError when it must not, or the file cannot be written
 */
export async function exportRows(entry: DeckEntry, { settings, sql }: Needs): Promise<void> {
  checkExportable(entry);
  await checkTarget(entry, sql);
  const form = await askForm();
  if (!form) return;
  const file = await askFile(entry, form);
  if (!file) return;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Exporting to ${nameOf(file)}`,
    cancellable: true,
  };
  const written = await vscode.window.withProgress(options, async (progress, token) => {
    progress.report({ message: "starting the statement" });
    const target = { format: form.format, file: file.fsPath };
    const statement = { ...entry.statement, cloudFetch: settings.get("query.cloudFetch") };
    return await sql.exportResult(statement, target, token, (so) => progress.report({ message: exportText(so) }));
  });
  await offerFile(file, form, `Exported ${exportText(written)} to ${nameOf(file)}`);
}

/** The statement must not run where somebody else's rows are. */
async function checkTarget(entry: DeckEntry, sql: Services["sql"]): Promise<void> {
  const { state } = entry.runner;
  if (state.kind !== "rows" || state.target === (await sql.describeTarget())) return;
  throw new PwafError("bad-request", `This result came from ${state.target}, and another target is chosen now.`, {
    hint: "Choose its profile and warehouse again, then export.",
  });
}

async function askForm(): Promise<ExportForm | undefined> {
  const items = exportForms.map((form) => ({ label: form.title, detail: form.detail, form }));
  const options = { title: "Export all rows", placeHolder: "The statement runs again and is written to a file" };
  return (await vscode.window.showQuickPick(items, options))?.form;
}

async function askFile(entry: DeckEntry, { title, extension }: ExportForm): Promise<vscode.Uri | undefined> {
  const name = `${exportName(entry.file)}.${extension}`;
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file");
  const file = await vscode.window.showSaveDialog({
    title: "Export all rows",
    saveLabel: "Export",
    filters: { [title]: [extension] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, name) } : {}),
  });
  if (file && file.scheme !== "file") {
    throw new PwafError("bad-request", `A result cannot be written to ${file.scheme}:.`, {
      hint: "Choose a folder on disk.",
    });
  }
  return file;
}

/** Says where the rows are. Ends when the message goes away, so that what fails after a button is shown as well. */
async function offerFile(file: vscode.Uri, form: ExportForm, text: string): Promise<void> {
  const open = "Open";
  const reveal = "Reveal";
  const picked = await vscode.window.showInformationMessage(text, ...(form.isText ? [open, reveal] : [reveal]));
  if (picked === open) await vscode.commands.executeCommand("vscode.open", file);
  if (picked === reveal) await vscode.commands.executeCommand(revealCommand(file), file);
}

/** The system's file manager shows files of this machine only. */
function revealCommand(file: vscode.Uri): string {
  const isHere = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  return isHere || !vscode.workspace.getWorkspaceFolder(file) ? "revealFileInOS" : "revealInExplorer";
}

const nameOf = (file: vscode.Uri): string => file.path.slice(file.path.lastIndexOf("/") + 1);
