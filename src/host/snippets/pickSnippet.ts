import type { ConnectorId } from "../../core/lint/sites.ts";
import type { SnippetLanguage } from "../../core/snippets/languages.ts";
import { snippetLanguages } from "../../core/snippets/languages.ts";
import type { Snippet } from "../../core/snippets/snippet.ts";
import type { Back, Place } from "../platform/steps.ts";
import { askChoice, back } from "../platform/steps.ts";
import type { SnippetFile } from "../../core/snippets/choices.ts";
import { authChoices, connectorChoices } from "../../core/snippets/choices.ts";

const title = "Insert connector snippet";

export interface PickedSnippet {
  readonly language: SnippetLanguage;
  readonly snippet: Snippet;
}

/**
 * Asks for language (unless the file says it), client and way to sign in; each question has a way back, and one with a
 * single answer is not asked. Undefined when the user backs out.
 */
export async function pickSnippet(
  given: SnippetLanguage | undefined,
  read: (language: SnippetLanguage) => Promise<SnippetFile>,
): Promise<PickedSnippet | undefined> {
  const first = given === undefined ? 1 : 0;
  const place = (step: number): Place => ({ title, step: first + step, of: first + 2 });
  for (;;) {
    const language = given ?? (await pickLanguage({ title, step: 1, of: 3 }));
    if (language === undefined || language === back) return undefined;
    const file = await read(language);
    const picked = await pickClientAndAuth(file, place);
    if (picked !== back) return picked && { language, snippet: picked };
    if (given !== undefined) return undefined;
  }
}

async function pickClientAndAuth(
  file: SnippetFile,
  place: (step: number) => Place,
): Promise<Snippet | Back | undefined> {
  const clients = connectorChoices(file);
  for (;;) {
    const [only] = clients;
    const connector: ConnectorId | Back | undefined =
      clients.length === 1 ? only?.value : await askChoice(place(1), { placeholder: "Connector", choices: clients });
    if (connector === undefined || connector === back) return connector;
    const choices = authChoices(file, connector);
    const snippet = await askChoice(place(2), { placeholder: "How does the program sign in?", choices });
    if (snippet !== back || clients.length === 1) return snippet;
  }
}

function pickLanguage(place: Place): Promise<SnippetLanguage | Back | undefined> {
  const choices = Object.entries(snippetLanguages).map(([id, { label }]) => ({ label, value: id as SnippetLanguage }));
  return askChoice(place, { placeholder: "Language of a new file", choices });
}
