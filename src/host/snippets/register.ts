import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { formatIdentity } from "../../core/identity/identity.ts";
import { splitImports } from "../../core/snippets/imports.ts";
import type { SnippetLanguage } from "../../core/snippets/languages.ts";
import { registryOf, snippetLanguageOf } from "../../core/snippets/languages.ts";
import type { ProvedPackages } from "../../core/snippets/snippet.ts";
import { fillSnippet } from "../../core/snippets/snippetText.ts";
import { readSnippetFile } from "../platform/snippetFiles.ts";
import type { Services } from "../services.ts";
import type { SnippetFile } from "../../core/snippets/choices.ts";
import { offerPackages } from "./manifestOffer.ts";
import type { PickedSnippet } from "./pickSnippet.ts";
import { pickSnippet } from "./pickSnippet.ts";

type Needs = Pick<Services, "extensionUri" | "identities" | "profiles">;

/** “Insert connector snippet”: client, then authentication, then the snippet with identity and profile filled in. */
export function registerSnippets(services: Pick<Services, "commands"> & Needs): IDisposable {
  return services.commands.register("pwaf.snippet.insert", () => insertSnippet(services));
}

async function insertSnippet({ extensionUri, identities, profiles }: Needs): Promise<void> {
  const open = vscode.window.activeTextEditor;
  const given = open && snippetLanguageOf(open.document.languageId);
  const picked = await pickSnippet(given, (language) => readSnippetFile<SnippetFile>(extensionUri, language));
  if (picked === undefined) return;

  const identity = await identities.ask(given === undefined ? undefined : open?.document.uri);
  const profile = profiles.active;
  const text = fillSnippet(picked.snippet, {
    userAgent: identity && formatIdentity(identity),
    host: profile?.host,
    warehouseId: profile?.warehouseId,
  });
  const editor = given !== undefined && open ? open : await newFile(picked.language);
  await insert(editor, picked.language, text);
  await offerPackagesOf(picked, editor.document, await readSnippetFile<ProvedPackages>(extensionUri, "packages"));
}

async function newFile(language: SnippetLanguage): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language }));
}

/** The imports go to those of the file, the rest to the cursor or, where that is above them, below them; one step to undo. */
async function insert(editor: vscode.TextEditor, language: SnippetLanguage, snippet: string): Promise<void> {
  const { document } = editor;
  const { body, imports } = splitImports(language, snippet, document.getText());
  if (imports) {
    const place = document.positionAt(imports.offset);
    if (editor.selection.start.isBefore(place)) editor.selection = new vscode.Selection(place, place);
    await editor.edit((edit) => edit.insert(place, imports.text), { undoStopBefore: true, undoStopAfter: false });
  }
  await editor.insertSnippet(new vscode.SnippetString(body), undefined, {
    undoStopBefore: !imports,
    undoStopAfter: true,
  });
}

async function offerPackagesOf(
  { language, snippet }: PickedSnippet,
  { uri }: vscode.TextDocument,
  proved: ProvedPackages,
): Promise<void> {
  const registry = registryOf(language);
  if (registry === undefined) return;
  const packages = snippet.packages.flatMap((name) => {
    const version = proved[registry][name];
    return version === undefined ? [] : [{ name, version }];
  });
  await offerPackages(uri, registry, packages);
}
