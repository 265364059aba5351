import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProvedPackages, Snippet } from "../../src/core/snippets/snippet.ts";
import { fillSnippet, plainText } from "../../src/core/snippets/snippetText.ts";
import { root } from "./bed/paths.ts";

/** Snippet files by name, with the ending of their programs and the registry of their packages. */
export const snippetLanguages = {
  python: { extension: "py", registry: "pypi" },
  javascript: { extension: "mjs", registry: "npm" },
  typescript: { extension: "mts", registry: "npm" },
} as const satisfies Record<string, { extension: string; registry: keyof ProvedPackages }>;

export type SnippetLanguage = keyof typeof snippetLanguages;

export const languageNames = Object.keys(snippetLanguages) as SnippetLanguage[];

/** The snippets of a language with their titles, in the order of the file. */
export function snippetsOf(language: SnippetLanguage): [title: string, snippet: Snippet][] {
  return Object.entries(readSnippets<Record<string, Snippet>>(language));
}

/** Packages of a snippet with the versions it is proved with. */
export function packagesOf(language: SnippetLanguage, { packages }: Pick<Snippet, "packages">): Record<string, string> {
  const known = readSnippets<ProvedPackages>("packages")[snippetLanguages[language].registry];
  return Object.fromEntries(
    packages.map((name) => {
      const version = known[name];
      if (version === undefined) throw new Error(`snippets/packages.json has no version of ${name}.`);
      return [name, version];
    }),
  );
}

/** The program that the editor inserts for the product `Acme_Loader/1.2.0`. */
export function programOf(snippet: Snippet, host: string, warehouseId: string): string {
  return plainText(fillSnippet(snippet, { userAgent: "Acme_Loader/1.2.0", host, warehouseId }));
}

function readSnippets<T>(name: string): T {
  return JSON.parse(readFileSync(join(root, "snippets", `${name}.json`), "utf8")) as T;
}
