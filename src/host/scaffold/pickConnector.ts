import * as vscode from "vscode";
import { fitsProject } from "../../core/scaffold/scaffold.ts";
import type { SnippetFile } from "../../core/snippets/choices.ts";
import { authChoices, connectorChoices } from "../../core/snippets/choices.ts";
import type { SnippetLanguage } from "../../core/snippets/languages.ts";
import type { Snippet } from "../../core/snippets/snippet.ts";
import type { Back } from "../platform/steps.ts";
import { askChoice, back } from "../platform/steps.ts";
import type { FoundProject } from "./projectFiles.ts";

const title = "Add a Databricks connector";

export interface PickedConnector {
  readonly found: FoundProject;
  readonly snippet: Snippet;
}

/** Asks for project, client and way to sign in, with a way back; a single answer is not asked. Undefined when the user backs out. */
export async function pickConnector(
  projects: readonly FoundProject[],
  read: (language: SnippetLanguage) => Promise<SnippetFile>,
): Promise<PickedConnector | undefined> {
  const [only] = projects;
  const first = projects.length === 1 ? 0 : 1;
  for (;;) {
    const found = first === 0 ? only : await pickProject(projects);
    if (found === undefined) return undefined;
    const file = await read(found.project.language);
    const fitting = Object.entries(file).filter(([, snippet]) => fitsProject(found.project, snippet));
    const snippet = await pickSnippet(Object.fromEntries(fitting), first);
    if (snippet !== back) return snippet && { found, snippet };
    if (first === 0) return undefined;
  }
}

async function pickProject(projects: readonly FoundProject[]): Promise<FoundProject | undefined> {
  const choices = projects.map((value) => ({
    label: value.project.label,
    description: vscode.workspace.asRelativePath(vscode.Uri.joinPath(value.folder, value.project.manifest)),
    value,
  }));
  const picked = await askChoice(
    { title, step: 1, of: 3 },
    { placeholder: "Which project gets the connector?", choices },
  );
  return picked === back ? undefined : picked;
}

async function pickSnippet(file: SnippetFile, first: number): Promise<Snippet | Back | undefined> {
  const clients = connectorChoices(file);
  const [only] = clients;
  const isAsked = clients.length > 1;
  const of = first + (isAsked ? 2 : 1);
  for (;;) {
    const place = { title, step: first + 1, of };
    const connector = isAsked ? await askChoice(place, { placeholder: "Connector", choices: clients }) : only?.value;
    if (connector === undefined || connector === back) return connector;
    const choices = authChoices(file, connector);
    const snippet = await askChoice({ title, step: of, of }, { placeholder: "How does the program sign in?", choices });
    if (snippet !== back || !isAsked) return snippet;
  }
}
