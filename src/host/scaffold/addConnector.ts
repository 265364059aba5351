import { posix } from "node:path";
import * as vscode from "vscode";
import { PwafError } from "../../core/base/errors.ts";
import type { TextEdit } from "../../core/base/text.ts";
import { difference, LineIndex } from "../../core/base/text.ts";
import { foundIdentity } from "../../core/identity/foundIdentity.ts";
import { formatIdentity } from "../../core/identity/identity.ts";
import { doneText } from "../../core/scaffold/doneText.ts";
import type { Plan } from "../../core/scaffold/scaffold.ts";
import { planConnector } from "../../core/scaffold/scaffold.ts";
import type { ProvedPackages } from "../../core/snippets/snippet.ts";
import { readSnippetFile } from "../platform/snippetFiles.ts";
import type { IdentityQuestion, Services } from "../services.ts";
import { pickConnector } from "./pickConnector.ts";
import type { FoundProject } from "./projectFiles.ts";
import { findProjects, textOf } from "./projectFiles.ts";

export type Needs = Pick<Services, "extensionUri" | "identities" | "lint">;

/**
 * “Add a Databricks connector”: asks for project, client and sign-in, then shows the files as the preview of a
 * refactoring, from which the user takes all, some or none.
 * @throws PwafError without a project, or when a file is in the way
 */
export async function addConnector({ extensionUri, identities, lint }: Needs): Promise<void> {
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
  const identity = await identities.ask(manifest, identityQuestion(found, lint));
  if (!identity) return;
  const { folder = found.folder } = await identities.settingsFor(manifest);
  const configUri = vscode.Uri.joinPath(folder, "pwaf.json");
  // Of a file that no document shows, the preview takes the late news of our own writing for somebody else's change.
  await vscode.workspace.openTextDocument(configUri);
  const config = { text: await textOf(configUri), below: posix.relative(folder.path, found.folder.path) };
  const versions = await readSnippetFile<ProvedPackages>(extensionUri, "packages");
  const plan = planConnector({ ...found, config, snippet, userAgent: formatIdentity(identity), versions });
  const edit = editOf(found, plan);
  replace(edit, configUri, config.text, {
    change: difference(config.text, plan.config),
    metadata: { label: "Change", description: "conformance entry", needsConfirmation: false },
  });
  const isDone = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  if (!isDone) return;
  const leftOut = await unchanged(found, plan);
  if (plan.config !== config.text && (await textOf(configUri)) === config.text) leftOut.push("pwaf.json");
  // With a button the editor shows the whole text, and not only its first line.
  const open = leftOut.includes(plan.example) ? [] : [`Open ${plan.example}`];
  if ((await vscode.window.showInformationMessage(doneText(found.project, plan, leftOut), ...open)) !== undefined)
    await vscode.window.showTextDocument(vscode.Uri.joinPath(found.folder, plan.example));
}

function identityQuestion({ folder }: FoundProject, { files }: Services["lint"]): IdentityQuestion {
  const within = [...files].filter(({ uri }) => uri.path.startsWith(`${folder.path}/`));
  const agents = within.flatMap(({ report }) => report.sites).map(({ userAgent }) => userAgent);
  const valid = agents.filter(({ status }) => status === "set-valid");
  const proposed = foundIdentity(valid.map(({ value = "" }) => value));
  const says = proposed === undefined ? "" : ` The code says ${formatIdentity(proposed)}.`;
  return { reason: `First, who the connector is to Databricks; pwaf.json keeps it.${says}`, proposed };
}

/**
 * The editor lists everything, shows each file on a click, and waits for the user's word. It unticks what
 * `needsConfirmation`, and without any such change it shows no preview at all: README and application wait, which the
 * connector runs without. Where neither is touched, everything waits.
 */
function editOf({ folder, texts }: FoundProject, { files, changes }: Plan): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const hasOptional = [...files, ...changes].some(({ isOptional }) => isOptional);
  const waits = (isOptional = false) => isOptional || !hasOptional;
  for (const { path, text, purpose, isOptional } of files) {
    const contents = new TextEncoder().encode(text);
    const metadata = { needsConfirmation: waits(isOptional), label: "Create", description: purpose };
    edit.createFile(vscode.Uri.joinPath(folder, path), { contents }, metadata);
  }
  for (const { path, edits, purpose, isOptional } of changes) {
    const metadata = { needsConfirmation: waits(isOptional), label: "Change", description: purpose };
    for (const change of edits)
      replace(edit, vscode.Uri.joinPath(folder, path), texts.get(path) ?? "", { change, metadata });
  }
  return edit;
}

interface Replacement {
  readonly change: TextEdit;
  readonly metadata: vscode.WorkspaceEditEntryMetadata;
}

function replace(edit: vscode.WorkspaceEdit, uri: vscode.Uri, before: string, { change, metadata }: Replacement): void {
  if (change.start === change.end && change.text === "") return;
  const lines = new LineIndex(before);
  const [from, to] = [lines.positionAt(change.start), lines.positionAt(change.end)];
  edit.replace(uri, new vscode.Range(from.line, from.character, to.line, to.character), change.text, metadata);
}

/** Paths of the plan that are as they were: the user has not ticked them. */
async function unchanged({ folder, texts }: FoundProject, { files, changes }: Plan): Promise<string[]> {
  const paths = [...new Set([...files, ...changes].map(({ path }) => path))];
  const now = await Promise.all(
    // What is not there cannot be read.
    paths.map((path) => textOf(vscode.Uri.joinPath(folder, path)).catch(() => undefined)),
  );
  return paths.filter((path, index) => now[index] === texts.get(path));
}
