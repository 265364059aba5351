import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SnippetLanguage } from "../../src/core/snippets/languages.ts";
import { registryOf, snippetLanguages } from "../../src/core/snippets/languages.ts";
import type { ProvedPackages, Snippet } from "../../src/core/snippets/snippet.ts";
import { fillSnippet, plainText } from "../../src/core/snippets/snippetText.ts";
import { root } from "./bed/paths.ts";

/** How the programs of a language end. */
export const extensions: Readonly<Record<SnippetLanguage, string>> = {
  python: "py",
  javascript: "mjs",
  typescript: "mts",
  go: "go",
  shellscript: "sh",
  java: "java",
};

export const languageNames = Object.keys(snippetLanguages) as SnippetLanguage[];

/** The snippets of a language with their titles, in the order of the file. */
export function snippetsOf(language: SnippetLanguage): [title: string, snippet: Snippet][] {
  return Object.entries(readSnippets<Record<string, Snippet>>(language));
}

/** The snippets for data sources in odbc.ini. */
export function odbcSnippets(): [title: string, snippet: Snippet][] {
  return Object.entries(readSnippets<Record<string, Snippet>>("odbc.ini"));
}

/** Packages of a snippet with the versions it is proved with. */
export function packagesOf(language: SnippetLanguage, { packages }: Pick<Snippet, "packages">): Record<string, string> {
  const registry = registryOf(language);
  const known = registry ? readSnippets<ProvedPackages>("packages")[registry] : {};
  return Object.fromEntries(
    packages.map((name) => {
      const version = known[name];
      if (version === undefined) throw new Error(`snippets/packages.json has no version of ${name}.`);
      return [name, version];
    }),
  );
}

/** Packages of all snippets of a language: what one workbench for all of them needs. */
export function allPackagesOf(language: SnippetLanguage): Record<string, string> {
  const each = snippetsOf(language).map(([, snippet]) => packagesOf(language, snippet));
  return Object.assign({}, ...each) as Record<string, string>;
}

/** The program that the editor inserts for the product `Acme_Loader/1.2.0`. */
export function programOf(snippet: Snippet, host: string, warehouseId: string): string {
  return plainText(fillSnippet(snippet, { userAgent: "Acme_Loader/1.2.0", host, warehouseId }));
}

function readSnippets<T>(name: string): T {
  return JSON.parse(readFileSync(join(root, "snippets", `${name}.json`), "utf8")) as T;
}
