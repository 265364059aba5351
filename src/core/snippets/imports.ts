import type { SnippetLanguage } from "./languages.ts";

/** What a statement imports: a whole module, or names of one. */
interface Import {
  readonly start: number;
  readonly end: number;
  readonly module: string;
  readonly names: readonly string[];
}

interface ImportSyntax {
  /** Imports at the start of a line; the groups `module`, and `names` between commas. */
  readonly statement: RegExp;
  /** What stands above the imports of a file. */
  readonly top: RegExp;
  write(module: string, names: readonly string[]): string;
}

const python: ImportSyntax = {
  statement:
    /^(?:from[ \t]+(?<from>[\w.]+)[ \t]+import[ \t]*(?:\((?<list>[^)]*)\)|(?<names>[^\r\n(#]+))|import[ \t]+(?<module>[^\r\n#]+))/gm,
  top: /^(?:(?:#.*\r?\n)+(?:\r?\n)?)?(?:("""|''')[^]*?\1.*\r?\n(?:\r?\n)?)?/,
  write: (module, names) => (names.length > 0 ? `from ${module} import ${names.join(", ")}` : `import ${module}`),
};

const javascript: ImportSyntax = {
  statement:
    /^import\s*(?:(?:type\s+)?(?:\{(?<list>[^}]*)\}|(?<names>[^"'{};]*?))\s*from\s*)?["'](?<module>[^"']+)["'][ \t]*;?/gm,
  top: /^(?:#!.*\r?\n)?(?:(?:(?:\/\/.*\r?\n)+|\/\*[^]*?\*\/[ \t]*\r?\n)\r?\n)?(?:["']use \w+["'];?[ \t]*\r?\n(?:\r?\n)?)?/,
  write: (module, names) => `import { ${names.join(", ")} } from "${module}";`,
};

const java: ImportSyntax = {
  statement: /^import\s+(?<module>(?:static\s+)?[\w.*]+)\s*;/gm,
  top: /^(?:(?:\/\/.*\r?\n)+|\/\*[^]*?\*\/\s*)?(?:package .*\r?\n(?:\r?\n)?)?/,
  write: (module) => `import ${module};`,
};

const go: ImportSyntax = {
  statement: /^import[ \t]*(?:\((?<block>[^)]*)\)|(?<module>.+))/gm,
  top: /^(?:(?:\/\/.*\r?\n|\r?\n)+)?(?:package .*\r?\n(?:\r?\n)?)?/,
  write: (module) => `import ${module}`,
};

const shell: ImportSyntax = {
  statement: /^(?<module>#!.*|set -.*)/gm,
  top: /^/,
  write: (module) => module,
};

const syntaxes: Readonly<Record<SnippetLanguage, ImportSyntax>> = {
  python,
  javascript,
  typescript: javascript,
  java,
  go,
  shellscript: shell,
};

export interface SplitSnippet {
  /** The snippet without its imports. */
  readonly body: string;
  /** Imports that the file lacks, and the offset in the file where they go. */
  readonly imports: { readonly offset: number; readonly text: string } | undefined;
}

/**
 * Takes a snippet apart for a file that has code already: what the file imports is not imported again, and the rest goes
 * to the file's other imports. An empty file takes the snippet as it is.
 */
export function splitImports(language: SnippetLanguage, snippet: string, file: string): SplitSnippet {
  if (file.trim() === "") return { body: snippet, imports: undefined };
  const syntax = syntaxes[language];
  const wanted = firstRun(readImports(syntax, snippet), snippet);
  const present = readImports(syntax, file);
  const lines = wanted.flatMap(({ module, names }) => {
    const known = present.filter((each) => each.module === module);
    const lacking = names.filter((name) => !known.some((each) => each.names.includes(name)));
    const isThere = names.length > 0 ? lacking.length === 0 : known.some((each) => each.names.length === 0);
    return isThere ? [] : [syntax.write(module, lacking)];
  });
  const body = snippet.slice(wanted.at(-1)?.end ?? 0).replace(/^\s+/, "");
  return {
    body,
    imports: lines.length > 0 ? placed(lines, firstRun(present, file).at(-1), syntax.top, file) : undefined,
  };
}

function placed(lines: readonly string[], last: Import | undefined, top: RegExp, file: string) {
  if (last) return { offset: last.end, text: `\n${lines.join("\n")}` };
  return { offset: top.exec(file)?.[0].length ?? 0, text: `${lines.join("\n")}\n\n` };
}

function readImports({ statement }: ImportSyntax, text: string): Import[] {
  return [...text.matchAll(statement)].flatMap(({ 0: whole, index, groups = {} }): Import[] => {
    const range = { start: index, end: index + whole.trimEnd().length };
    const { from, block, module = "", list, names } = groups;
    // Python and Go import several modules at once.
    if (from === undefined && list === undefined && names === undefined)
      return itemsOf(block ?? module, /[,\n]/).map((each) => ({ ...range, module: each, names: [] }));
    return [{ ...range, module: from ?? module, names: itemsOf(list ?? names ?? "") }];
  });
}

function itemsOf(list: string, separator: string | RegExp = ","): string[] {
  const text = list.replace(/(?:^|\s)(?:#(?!!)|\/\/).*$/gm, "");
  return text.split(separator).flatMap((item) => item.trim().replace(/\s+/g, " ") || []);
}

/** The imports that stand together at the first one: between them are blank lines and comments only. */
function firstRun(imports: readonly Import[], text: string): readonly Import[] {
  const gap = imports.findIndex((each, index) => {
    const before = imports[index - 1];
    return before && /^(?!\s*(?:#|\/\/|\/?\*|;|$)).+/m.test(text.slice(before.end, each.start).replace(/^.*/, ""));
  });
  return gap < 0 ? imports : imports.slice(0, gap);
}
