import type { Registry } from "./snippet.ts";

interface LanguageOfSnippets {
  /** What people call it. */
  readonly label: string;
  /** Where its packages come from; a shell has none. */
  readonly registry?: Registry;
}

/** The languages that there are snippets for, by the editor's ids. Each has a file in `snippets` and lines in `package.json`. */
export const snippetLanguages = {
  python: { label: "Python", registry: "pypi" },
  javascript: { label: "JavaScript", registry: "npm" },
  typescript: { label: "TypeScript", registry: "npm" },
  go: { label: "Go", registry: "go" },
  shellscript: { label: "Shell" },
  java: { label: "Java", registry: "maven" },
} as const satisfies Readonly<Record<string, LanguageOfSnippets>>;

export type SnippetLanguage = keyof typeof snippetLanguages;

/** Languages of the editor that write the same code, by the language whose snippets they use. */
const dialects: Readonly<Record<string, SnippetLanguage>> = {
  javascriptreact: "javascript",
  typescriptreact: "typescript",
};

/** Whose snippets fit a file, by the editor's language id; undefined when nobody's do. */
export function snippetLanguageOf(languageId: string): SnippetLanguage | undefined {
  if (Object.hasOwn(snippetLanguages, languageId)) return languageId as SnippetLanguage;
  return Object.hasOwn(dialects, languageId) ? dialects[languageId] : undefined;
}

/** Where the packages of a language's snippets come from. */
export function registryOf(language: SnippetLanguage): Registry | undefined {
  const { registry }: LanguageOfSnippets = snippetLanguages[language];
  return registry;
}
