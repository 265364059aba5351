import type { Node, Tree } from "@vscode/tree-sitter-wasm";
import type { Reading } from "../languages/families.ts";
import { readings } from "../languages/families.ts";
import type { GrammarName } from "../languages/fileKinds.ts";
import { fileKind, isGrammar } from "../languages/fileKinds.ts";
import type { Grammars } from "../languages/grammars.ts";
import { Source } from "../languages/source.ts";
import { Evaluator } from "../resolve/evaluator.ts";
import type { Surroundings } from "../resolve/evaluator.ts";
import type { Value } from "../resolve/value.ts";
import { instanceOrigins } from "../connectors/extract.ts";
import { moduleCandidates } from "./moduleCandidates.ts";

/** Files of the project, which imports may lead to. */
export interface ProjectFiles {
  /** The text of a file, or undefined when there is none (or none that is worth reading). */
  read(path: string): Promise<string | undefined>;
  /** Names of the files and folders in a folder; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
}

/** Imports are followed through this many files in a row. */
const depthLimit = 6;

/** Files that one analysis may ask for. */
const fileLimit = 60;

/**
 * Where the analysis of one file finds the others that it imports from. The analysis does not wait: what is not there yet
 * is noted as wanted, and the analysis runs again once it has been read.
 */
export class Modules implements Surroundings {
  readonly instances = instanceOrigins;
  readonly #cache: ModuleCache;
  readonly #grammars: Grammars;
  readonly #evaluators = new Map<string, Evaluator>();
  readonly #paths = new Map<Evaluator, string>();
  readonly #wanted = new Set<string>();
  readonly #running = new Set<string>();

  constructor(cache: ModuleCache, grammars: Grammars) {
    this.#cache = cache;
    this.#grammars = grammars;
  }

  /** What the analysis asked for and did not get. */
  get wanted(): ReadonlySet<string> {
    return this.#wanted;
  }

  /** Every file that was looked into. */
  get used(): Iterable<string> {
    return this.#evaluators.keys();
  }

  /** Makes the file that is being analysed known, so that its own imports are resolved from its place. */
  enter(path: string, evaluator: Evaluator): void {
    this.#paths.set(evaluator, path);
  }

  link(path: string, from: Evaluator): Value | undefined {
    const fromPath = this.#paths.get(from);
    if (fromPath === undefined || this.#running.size >= depthLimit) return undefined;
    const key = `${fromPath}\n${path}`;
    if (this.#running.has(key)) return undefined;
    this.#running.add(key);
    const value = this.#find(path, fromPath);
    this.#running.delete(key);
    return value;
  }

  evaluatorOf(node: Node): Evaluator | undefined {
    const path = this.#cache.pathOf(node);
    return path === undefined ? undefined : this.#evaluators.get(path);
  }

  #find(path: string, fromPath: string): Value | undefined {
    for (const candidate of moduleCandidates(path, fromPath, (folder) => this.#list(folder))) {
      const evaluator = this.#exists(candidate.file) ? this.#evaluator(candidate.file) : undefined;
      const [name, ...members] = candidate.names;
      if (!evaluator || name === undefined) continue;
      let value = evaluator.exported(name);
      for (const member of members) value = evaluator.member(value, member, evaluator.source.root);
      if (value.kind !== "unknown") return value;
    }
    return undefined;
  }

  #exists(file: string): boolean {
    const slash = file.lastIndexOf("/");
    return this.#list(file.slice(0, Math.max(slash, 0))).includes(file.slice(slash + 1));
  }

  #list(folder: string): readonly string[] {
    const key = `${folder}/`;
    const names = this.#cache.lists.get(key);
    if (!names) this.#want(key);
    return names ?? [];
  }

  #want(path: string): void {
    if (this.#wanted.size < fileLimit) this.#wanted.add(path);
  }

  #evaluator(path: string): Evaluator | undefined {
    const known = this.#evaluators.get(path);
    if (known) return known;
    const text = this.#cache.texts.get(path);
    if (text === undefined) this.#want(path);
    if (text === undefined || text === null) return undefined;
    const kind = fileKind(path);
    if (kind === undefined || !isGrammar(kind)) return undefined;
    const reading = readings[kind];
    if (!reading) return undefined;
    if (!this.#grammars.isLoaded(kind)) {
      this.#want(path);
      return undefined;
    }
    const evaluator = new Evaluator(this.#cache.source(path, text, kind, reading, this.#grammars), this);
    this.#evaluators.set(path, evaluator);
    this.#paths.set(evaluator, path);
    return evaluator;
  }
}

/** Parsed files, reached by imports, that are kept between analyses. */
const sourceLimit = 40;

/** Texts, folder listings and parsed texts of files that imports led to. */
export class ModuleCache {
  /** `null`: there is no such file. */
  readonly texts = new Map<string, string | null>();
  readonly lists = new Map<string, readonly string[]>();
  /** Least recently used first. */
  readonly #sources = new Map<string, Source>();
  readonly #paths = new Map<Tree, string>();
  readonly #files: ProjectFiles;

  constructor(files: ProjectFiles) {
    this.#files = files;
  }

  /** Reads what an analysis asked for, and loads the grammars it needs. Drops trees that nobody asked for lately. */
  async fetch(wanted: Iterable<string>, grammars: Grammars): Promise<void> {
    await Promise.all(
      [...wanted].map(async (path) => {
        if (path.endsWith("/")) {
          this.lists.set(path, await this.#files.list(path.slice(0, -1)));
          return;
        }
        if (!this.texts.has(path)) this.texts.set(path, (await this.#files.read(path)) ?? null);
        const kind = fileKind(path);
        if (this.texts.get(path) !== null && kind !== undefined && isGrammar(kind)) await grammars.load(kind);
      }),
    );
  }

  /** A parsed file with all that was found out about its syntax. */
  source(path: string, text: string, kind: GrammarName, { grammar }: Reading, grammars: Grammars): Source {
    const known = this.#sources.get(path);
    this.#sources.delete(path);
    const source =
      known ?? new Source(text, grammars.parse(kind, text).rootNode, grammar, { pathOf: (node) => this.pathOf(node) });
    this.#sources.set(path, source);
    this.#paths.set(source.root.tree, path);
    return source;
  }

  /** The path of the file that a node of an imported file belongs to. */
  pathOf(node: Node): string | undefined {
    return this.#paths.get(node.tree);
  }

  /** Frees trees beyond the limit; not while an analysis is running. */
  trim(): void {
    for (const path of this.#sources.keys()) {
      if (this.#sources.size <= sourceLimit) return;
      this.#drop(path);
    }
  }

  /** Says that a file changed, came or went. */
  forget(path: string): void {
    this.texts.delete(path);
    this.lists.delete(path.slice(0, path.lastIndexOf("/") + 1));
    this.#drop(path);
  }

  dispose(): void {
    for (const path of [...this.#sources.keys()]) this.#drop(path);
  }

  #drop(path: string): void {
    const tree = this.#sources.get(path)?.root.tree;
    if (!tree) return;
    this.#paths.delete(tree);
    this.#sources.delete(path);
    tree.delete();
  }
}
