import treeSitter from "@vscode/tree-sitter-wasm";
import type { Language, Parser, Point, Range, Tree } from "@vscode/tree-sitter-wasm";
import { withoutCommentRuns } from "./commentRuns.ts";
import type { GrammarName } from "./fileKinds.ts";

/** Where the WebAssembly files come from; the core cannot read files itself. */
export interface GrammarFiles {
  /** Content of `tree-sitter.wasm`. */
  runtime(): Promise<Uint8Array>;
  /** Content of `tree-sitter-<name>.wasm`. */
  grammar(name: GrammarName): Promise<Uint8Array>;
}

export interface ParsedText {
  readonly tree: Tree;
  readonly text: string;
}

/**
 * Characters that the parser gets at a time of a Scala text. Its scanner asks for the column of each indentation, and for each the parser reads
 * the line anew: with pieces of 5 000 characters, as of a whole text, copying them takes four fifths of the time.
 */
const SCALA_PIECE = 256;

interface ParseOptions {
  readonly earlier?: ParsedText | undefined;
  readonly ranges?: Range[] | undefined;
}

/** Parsers, loaded on first use. Trees live outside the garbage collector: whoever parses must delete. */
export class Grammars {
  readonly #files: GrammarFiles;
  readonly #languages = new Map<GrammarName, Language>();
  readonly #loading = new Map<GrammarName, Promise<void>>();
  #started: Promise<void> | undefined;
  #parser: Parser | undefined;

  constructor(files: GrammarFiles) {
    this.#files = files;
  }

  isLoaded(name: GrammarName): boolean {
    return this.#languages.has(name);
  }

  /** Loads a grammar once; a failed load is tried again by the next caller. */
  async load(name: GrammarName): Promise<void> {
    if (this.#languages.has(name)) return;
    let loading = this.#loading.get(name);
    if (!loading) {
      loading = this.#load(name).finally(() => this.#loading.delete(name));
      this.#loading.set(name, loading);
    }
    await loading;
  }

  /** The language object, for tests that compare node kinds. */
  language(name: GrammarName): Language {
    const language = this.#languages.get(name);
    if (!language) throw new Error(`The grammar ${name} is not loaded.`);
    return language;
  }

  /**
   * Parses a text, or only some ranges of it; with the tree of an earlier text, only what changed. The earlier tree
   * stays the caller's to delete. Long runs of comments are not in the tree: see `commentRuns`.
   */
  parse(name: GrammarName, text: string, { earlier, ranges }: ParseOptions = {}): Tree {
    this.#parser ??= new treeSitter.Parser();
    this.#parser.setLanguage(this.language(name));
    if (earlier && earlier.text !== text) editTree(earlier.tree, earlier.text, text);
    const code = withoutCommentRuns(name, text);
    const input = name === "scala" ? (from: number) => code.slice(from, from + SCALA_PIECE) : code;
    const tree = this.#parser.parse(input, earlier?.tree, ranges && { includedRanges: ranges });
    if (!tree) throw new Error("The parser gave no tree.");
    return tree;
  }

  /** Starts the runtime, which every grammar needs, if it is not running. */
  start(): Promise<void> {
    return (this.#started ??= this.#start());
  }

  async #load(name: GrammarName): Promise<void> {
    const [content] = await Promise.all([this.#files.grammar(name), this.start()]);
    this.#languages.set(name, await treeSitter.Language.load(content));
  }

  async #start(): Promise<void> {
    try {
      // `wasmBinary` is Emscripten's own option; with it the runtime looks for no file.
      const options = { wasmBinary: await this.#files.runtime(), locateFile: (file: string) => file };
      await treeSitter.Parser.init(options);
    } catch (error) {
      this.#started = undefined;
      throw error;
    }
  }
}

/** Tells a tree what changed between two texts: everything between their common beginning and end. */
function editTree(tree: Tree, before: string, after: string): void {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  const oldEndIndex = before.length - same;
  const newEndIndex = after.length - same;
  tree.edit({
    startIndex: start,
    oldEndIndex,
    newEndIndex,
    startPosition: pointAt(before, start),
    oldEndPosition: pointAt(before, oldEndIndex),
    newEndPosition: pointAt(after, newEndIndex),
  });
}

function pointAt(text: string, offset: number): Point {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
