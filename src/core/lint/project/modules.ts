import type { Node, Tree } from "@vscode/tree-sitter-wasm";
import type { Reading } from "../languages/families.ts";
import { readings } from "../languages/families.ts";
import type { GrammarName } from "../languages/fileKinds.ts";
import { fileKind, isGrammar } from "../languages/fileKinds.ts";
import { isGenerated } from "../languages/generated.ts";
import type { Grammars } from "../languages/grammars.ts";
import { release } from "../languages/remembered.ts";
import { Source } from "../languages/source.ts";
import { Budget } from "../resolve/budget.ts";
import { Evaluator } from "../resolve/evaluator.ts";
import type { Surroundings } from "../resolve/evaluator.ts";
import type { Value } from "../resolve/value.ts";
import { instanceOrigins } from "../connectors/extract.ts";
import type { ModuleCandidate } from "./moduleCandidates.ts";
import { moduleCandidates } from "./moduleCandidates.ts";

/** Files of the project, which imports may lead to. */
export interface ProjectFiles {
  /** The text of a file, or undefined when there is none (or none that is worth reading). */
  read(path: string): Promise<string | undefined>;
  /** Names of the files and folders in a folder; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
}

/** An import path in a file. */
export interface ModuleQuery {
  readonly path: string;
  readonly from: string;
}

/** Imports are followed through this many files in a row. */
const depthLimit = 6;

/** Imports that one run of an analysis may ask to have followed. */
const queryLimit = 60;

/**
 * Where the analysis of one file finds the others that it imports from. The analysis does not wait: what is not there yet
 * is noted as wanted, and the analysis runs again once it has been read.
 */
export class Modules implements Surroundings {
  readonly instances = instanceOrigins;
  #budget = new Budget();
  readonly #cache: ModuleCache;
  readonly #grammars: Grammars;
  readonly #evaluators = new Map<string, Evaluator>();
  readonly #paths = new Map<Evaluator, string>();
  readonly #found = new Map<string, readonly ModuleCandidate[]>();
  readonly #wanted = new Map<string, ModuleQuery>();
  readonly #running = new Set<string>();
  /** What import paths mean in each file. A name is asked for wherever it stands. */
  readonly #links = new Map<Evaluator, Map<string, Value | undefined>>();

  constructor(cache: ModuleCache, grammars: Grammars) {
    this.#cache = cache;
    this.#grammars = grammars;
  }

  /** Imports that the analysis could not follow yet. */
  get wanted(): readonly ModuleQuery[] {
    return [...this.#wanted.values()];
  }

  /** Every file that was looked into. */
  get used(): Iterable<string> {
    return this.#evaluators.keys();
  }

  get budget(): Budget {
    return this.#budget;
  }

  /** Begins an analysis of a file, whose own imports are resolved from its place. */
  enter(path: string, evaluator: Evaluator): void {
    this.#budget = new Budget(evaluator.source.lineCount, isGenerated(evaluator.source.text));
    this.#paths.set(evaluator, path);
  }

  link(path: string, from: Evaluator): Value | undefined {
    let links = this.#links.get(from);
    if (!links) this.#links.set(from, (links = new Map<string, Value | undefined>()));
    if (links.has(path)) return links.get(path);
    const value = this.#follow(path, from);
    // Within another import a circle may have ended this one, and without a budget nothing is seen.
    if (this.#running.size === 0 && !this.#budget.isSpent) links.set(path, value);
    return value;
  }

  #follow(path: string, from: Evaluator): Value | undefined {
    const fromPath = this.#paths.get(from);
    if (fromPath === undefined || this.#running.size >= depthLimit) return undefined;
    const query = { path, from: fromPath };
    const key = keyOf(query);
    if (this.#running.has(key)) return undefined;
    this.#running.add(key);
    const value = this.#find(query);
    this.#running.delete(key);
    return value;
  }

  evaluatorOf(node: Node): Evaluator | undefined {
    const path = this.#cache.pathOf(node);
    return path === undefined ? undefined : this.#evaluators.get(path);
  }

  #find(query: ModuleQuery): Value | undefined {
    for (const { file, names } of this.#candidates(query)) {
      const evaluator = this.#evaluator(file, query);
      const [name, ...members] = names;
      if (!evaluator || name === undefined) continue;
      let value = evaluator.names.exported(name);
      for (const member of members) value = evaluator.member(value, member, evaluator.source.root);
      if (value.kind !== "unknown") return value;
    }
    return undefined;
  }

  /** The files that an import may lead to; none as long as that is not known. */
  #candidates(query: ModuleQuery): readonly ModuleCandidate[] {
    const key = keyOf(query);
    const known = this.#found.get(key);
    if (known) return known;
    const { found, unlisted } = this.#cache.candidates(query);
    if (unlisted.size > 0) this.#want(query);
    const candidates = unlisted.size > 0 ? [] : found;
    this.#found.set(key, candidates);
    return candidates;
  }

  #want(query: ModuleQuery): void {
    if (this.#wanted.size < queryLimit) this.#wanted.set(keyOf(query), query);
  }

  #evaluator(path: string, query: ModuleQuery): Evaluator | undefined {
    const known = this.#evaluators.get(path);
    if (known) return known;
    const kind = fileKind(path);
    const reading = kind !== undefined && isGrammar(kind) ? readings[kind] : undefined;
    if (kind === undefined || !isGrammar(kind) || !reading) return undefined;
    const text = this.#cache.text(path);
    if (text === undefined || !this.#grammars.isLoaded(kind)) this.#want(query);
    if (text === undefined || text === null || !this.#grammars.isLoaded(kind)) return undefined;
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
  readonly #texts = new Map<string, string | null>();
  /** By the path of the folder, which ends with a slash. */
  readonly #lists = new Map<string, readonly string[]>();
  /** Least recently used first. */
  readonly #sources = new Map<string, Source>();
  readonly #paths = new Map<Tree, string>();
  readonly #files: ProjectFiles | undefined;

  /** @param files without them, no import leads anywhere */
  constructor(files?: ProjectFiles) {
    this.#files = files;
  }

  /** The text of a file: `null` when there is none, undefined when it was not read yet. */
  text(path: string): string | null | undefined {
    return this.#texts.get(path);
  }

  /** Files that an import may lead to and that there are, as far as can be told without the folders that are not listed yet. */
  candidates({ path, from }: ModuleQuery): {
    readonly found: readonly ModuleCandidate[];
    readonly unlisted: ReadonlySet<string>;
  } {
    const unlisted = new Set<string>();
    if (!this.#files) return { found: [], unlisted };
    const list = (folder: string) => {
      const names = this.#lists.get(`${folder}/`);
      if (!names) unlisted.add(folder);
      return names ?? [];
    };
    const found = moduleCandidates(path, from, list).filter(({ file }) => {
      const slash = file.lastIndexOf("/");
      return list(file.slice(0, Math.max(slash, 0))).includes(file.slice(slash + 1));
    });
    return { found, unlisted };
  }

  /** Follows imports to the files that they may mean: lists folders, reads texts, loads grammars. */
  async fetch(wanted: readonly ModuleQuery[], grammars: Grammars): Promise<void> {
    const files = this.#files;
    if (!files) return;
    for (;;) {
      const seen = wanted.map((query) => this.candidates(query));
      const unlisted = new Set(seen.flatMap((candidates) => [...candidates.unlisted]));
      if (unlisted.size === 0) {
        const paths = new Set(seen.flatMap(({ found }) => found.map(({ file }) => file)));
        await Promise.all([...paths].map((path) => this.#read(path, files, grammars)));
        return;
      }
      await Promise.all([...unlisted].map(async (folder) => this.#lists.set(`${folder}/`, await files.list(folder))));
    }
  }

  async #read(path: string, files: ProjectFiles, grammars: Grammars): Promise<void> {
    const kind = fileKind(path);
    if (kind === undefined || !isGrammar(kind)) return;
    if (!this.#texts.has(path)) this.#texts.set(path, (await files.read(path)) ?? null);
    if (this.text(path) !== null) await grammars.load(kind);
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
    this.#texts.delete(path);
    this.#lists.delete(path.slice(0, path.lastIndexOf("/") + 1));
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
    release(tree);
  }
}

function keyOf({ path, from }: ModuleQuery): string {
  return `${from}\n${path}`;
}
