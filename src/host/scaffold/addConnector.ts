import { posix } from "node:path";
import * as vscode from "vscode";
import { PwafError } from "../../core/base/errors.ts";
import type { TextEdit } from "../../core/base/text.ts";
import { difference, LineIndex } from "../../core/base/text.ts";
import { formatIdentity } from "../../core/identity/identity.ts";
import type { Plan } from "../../core/scaffold/scaffold.ts";
import { planConnector } from "../../core/scaffold/scaffold.ts";
import type { ProvedPackages } from "../../core/snippets/snippet.ts";
import { readSnippetFile } from "../platform/snippetFiles.ts";
import type { Services } from "../services.ts";
import { pickConnector } from "./pickConnector.ts";
import type { FoundProject } from "./projectFiles.ts";
import { findProjects, textOf } from "./projectFiles.ts";

export type Needs = Pick<Services, "extensionUri" | "identities">;

/**
 * “Add a Databricks connector”: asks for project, client and sign-in, then shows the files as the preview of a
 * refactoring, from which the user takes all, some or none.
 * @throws PwafError without a project, or when a file is in the way
 */
export async function addConnector({ extensionUri, identities }: Needs): Promise<void> {
  const projects = await findProjects();
  if (projects.length === 0) {
    throw new PwafError("config", "There is no project here that a connector could be added to.", {
      hint: "Open a folder with a pyproject.toml, requirements.txt, package.json, pom.xml, build.gradle or go.mod.",
    });
  }
  const picked = await pickConnector(projects, (language) => readSnippetFile(extensionUri, language));
  if (!picked) return;
  const { found, snippet } = picked;
  const manifest = vscode.Uri.joinPath(found.folder, found.project.manifest);
  // Writes `pwaf.json` when there is none.
  const identity = await identities.ask(manifest);
  if (!identity) return;
  const { folder = found.folder } = await identities.settingsFor(manifest);
  const configUri = vscode.Uri.joinPath(folder, "pwaf.json");
  // Of a file that no document shows, the preview takes the late news of our own writing for somebody else's change.
  await vscode.workspace.openTextDocument(configUri);
  const config = { text: await textOf(configUri), below: posix.relative(folder.path, found.folder.path) };
  const versions = await readSnippetFile<ProvedPackages>(extensionUri, "packages");
  const plan = planConnector({ ...found, config, snippet, userAgent: formatIdentity(identity), versions });
  const edit = editOf(found, plan);
  replace(edit, configUri, config.text, difference(config.text, plan.config), "conformance entry");
  const isDone = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  if (!isDone) return;
  const { install } = found.project;
  const next = `Next: “${install}”, then “${plan.check.command.join(" ")}” says whether it works.`;
  void vscode.window.showInformationMessage(["PWAF: Connector added.", next, ...plan.notes].join(" "));
}

/**
 * The editor lists everything, shows each file on a click, and waits for the user's word. New files are ticked; what
 * changes a file that is there waits to be ticked. Something must wait, or there is no preview.
 */
function editOf({ folder, texts }: FoundProject, { files, changes }: Plan): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const needsConfirmation = changes.length === 0;
  for (const { path, text, purpose } of files) {
    const contents = new TextEncoder().encode(text);
    const metadata = { needsConfirmation, label: "Create", description: purpose };
    edit.createFile(vscode.Uri.joinPath(folder, path), { contents }, metadata);
  }
  for (const { path, edits, purpose } of changes) {
    for (const change of edits)
      replace(edit, vscode.Uri.joinPath(folder, path), texts.get(path) ?? "", change, purpose);
  }
  return edit;
}

function replace(edit: vscode.WorkspaceEdit, uri: vscode.Uri, before: string, change: TextEdit, why: string): void {
  if (change.start === change.end && change.text === "") return;
  const lines = new LineIndex(before);
  const [from, to] = [lines.positionAt(change.start), lines.positionAt(change.end)];
  const range = new vscode.Range(from.line, from.character, to.line, to.character);
  edit.replace(uri, range, change.text, { needsConfirmation: true, label: "Change", description: why });
}
