import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { GrammarName } from "../core/lint/languages/fileKinds.ts";
import type { GrammarFiles } from "../core/lint/languages/grammars.ts";

/** Grammars that come in packages of their own. */
const packages: Readonly<Partial<Record<GrammarName, string>>> = {
  scala: "tree-sitter-scala/tree-sitter-scala.wasm",
  kotlin: "@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm",
};

/** The WebAssembly files: beside the built program (`dist/grammars`), or in the package when run from sources. */
export function nodeGrammarFiles(): GrammarFiles {
  const folder = findFolder();
  return {
    runtime: () => readFile(join(folder, "tree-sitter.wasm")),
    grammar: (name) => readFile(grammarFile(folder, name)),
  };
}

function grammarFile(folder: string, name: GrammarName): string {
  const built = join(folder, `tree-sitter-${name}.wasm`);
  const own = packages[name];
  return own === undefined || existsSync(built) ? built : createRequire(import.meta.url).resolve(own);
}

function findFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const built = [join(here, "..", "grammars"), join(here, "..", "..", "grammars")].find((folder) =>
    existsSync(join(folder, "tree-sitter.wasm")),
  );
  return (
    built ?? join(dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm/package.json")), "wasm")
  );
}
