import { readFile } from "node:fs/promises";
import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { formatIdentity } from "../../core/identity/identity.ts";
import type { Snippet } from "../../core/snippets/snippet.ts";
import { fillSnippet } from "../../core/snippets/snippetText.ts";
import type { Services } from "../services.ts";

/** Snippet file by language id; the same files that `package.json` contributes. */
const files: Readonly<Record<string, string>> = {
  python: "python.json",
  javascript: "javascript.json",
  javascriptreact: "javascript.json",
  typescript: "typescript.json",
  typescriptreact: "typescript.json",
};

const languages = [
  { label: "Python", description: "databricks-sql-connector", languageId: "python" },
  { label: "TypeScript", description: "@databricks/sql", languageId: "typescript" },
  { label: "JavaScript", description: "@databricks/sql", languageId: "javascript" },
];

/** “Insert connector snippet”: language, then authentication, then the snippet with identity and profile filled in. */
export function registerSnippets(
  services: Pick<Services, "commands" | "extensionUri" | "identities" | "profiles">,
): IDisposable {
  return services.commands.register("pwaf.snippet.insert", () => insertSnippet(services));
}

async function insertSnippet({
  extensionUri,
  identities,
  profiles,
}: Pick<Services, "extensionUri" | "identities" | "profiles">): Promise<void> {
  const open = vscode.window.activeTextEditor;
  const here = open !== undefined && open.document.languageId in files ? open : undefined;
  const languageId = here?.document.languageId ?? (await pickLanguage());
  if (languageId === undefined) return;
  const snippet = await pickSnippet(extensionUri, languageId);
  if (snippet === undefined) return;

  const identity = await identities.ask(here?.document.uri);
  const profile = profiles.active;
  const text = fillSnippet(snippet, {
    userAgent: identity && formatIdentity(identity),
    host: profile?.host,
    warehouseId: profile?.warehouseId,
  });
  const editor =
    here ?? (await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: languageId })));
  await editor.insertSnippet(new vscode.SnippetString(text));
}

async function pickLanguage(): Promise<string | undefined> {
  const options = { title: "Insert connector snippet", placeHolder: "Language of a new file" };
  return (await vscode.window.showQuickPick(languages, options))?.languageId;
}

async function pickSnippet(extensionUri: vscode.Uri, languageId: string): Promise<Snippet | undefined> {
  const file = files[languageId];
  if (file === undefined) return undefined;
  const path = vscode.Uri.joinPath(extensionUri, "snippets", file).fsPath;
  const snippets = JSON.parse(await readFile(path, "utf8")) as Record<string, Snippet>;
  const picked = await vscode.window.showQuickPick(
    Object.entries(snippets).map(([label, snippet]) => ({
      label,
      description: snippet.prefix[0] ?? "",
      detail: snippet.description,
      snippet,
    })),
    {
      title: "Insert connector snippet",
      placeHolder: "Connector and authentication",
      matchOnDetail: true,
      matchOnDescription: true,
    },
  );
  return picked?.snippet;
}
