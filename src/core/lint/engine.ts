import type { Node, Range } from "@vscode/tree-sitter-wasm";
import { LineIndex } from "../base/text.ts";
import type { Identity } from "../identity/identity.ts";
import type { RuleSetting } from "../identity/projectConfig.ts";
import { extractSites, searchedNames } from "./connectors/extract.ts";
import { connectors } from "./connectors/facts.ts";
import type { EnvironmentBlock } from "./environment/block.ts";
import { readDotenv } from "./environment/dotenv.ts";
import { readYamlEnvironment } from "./environment/yaml.ts";
import type { Finding } from "./finding.ts";
import type { IgnoreComment } from "./ignores.ts";
import { readIgnores } from "./ignores.ts";
import { Excerpt } from "./languages/excerpt.ts";
import type { Grammar } from "./languages/expression.ts";
import type { FileKind, GrammarName } from "./languages/fileKinds.ts";
import { fileKind, hasTrigger } from "./languages/fileKinds.ts";
import type { GrammarFiles, ParsedText } from "./languages/grammars.ts";
import { Grammars } from "./languages/grammars.ts";
import { javascript } from "./languages/javascript.ts";
import { python } from "./languages/python.ts";
import { Source } from "./languages/source.ts";
import { runRules } from "./runRules.ts";
import type { Site } from "./sites.ts";

export interface LintOptions {
  /** Who the project is; without it a missing User-Agent has no fix. */
  readonly identity?: Identity;
  /** Rule id → severity, over the rule's own. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}

export interface FileReport {
  readonly findings: readonly Finding[];
  readonly sites: readonly Site[];
  /** False when the file holds no word that a rule waits for. */
  readonly parsed: boolean;
}

/** What a file holds, before any rule looked at it. */
export interface FileModel {
  readonly sites: readonly Site[];
  readonly environments: readonly EnvironmentBlock[];
  readonly ignores: readonly IgnoreComment[];
  readonly lines: LineIndex;
}

/** Analyses of one text, the last of which sees all of it: code whose names lead everywhere gains nothing from excerpts. */
const roundLimit = 4;

const nothing: FileReport = { findings: [], sites: [], parsed: false };

/** Finds problems in texts. It reads no files, waits for nothing but grammars, and knows no editor. */
export class Engine {
  readonly grammars: Grammars;

  constructor(files: GrammarFiles) {
    this.grammars = new Grammars(files);
  }

  /** Checks a text once. `path` decides the language; a file of no known language has no findings. */
  async check(path: string, text: string, options: LintOptions = {}): Promise<FileReport> {
    const document = this.open(path);
    try {
      return await document.check(text, options);
    } finally {
      document.dispose();
    }
  }

  /** For a text that changes: keeps the tree, so that a later check parses only what changed. */
  open(path: string): LintedDocument {
    return new LintedDocument(this.grammars, path);
  }
}

export class LintedDocument {
  readonly path: string;
  readonly #kind: FileKind | undefined;
  readonly #grammars: Grammars;
  #parsed: ParsedText | undefined;
  /** What the last analysis asked for, which the next one will most likely ask for again. */
  #names: Iterable<string> | undefined;

  constructor(grammars: Grammars, path: string) {
    this.path = path;
    this.#kind = fileKind(path);
    this.#grammars = grammars;
  }

  async check(text: string, options: LintOptions): Promise<FileReport> {
    const kind = this.#kind;
    if (kind === undefined || !hasTrigger(kind, text)) {
      this.dispose();
      return nothing;
    }
    if (isGrammar(kind)) await this.#grammars.load(kind);
    return this.checkNow(text, options);
  }

  /** The same without waiting, for a grammar that is loaded. */
  checkNow(text: string, options: LintOptions): FileReport {
    const kind = this.#kind;
    if (kind === undefined || !hasTrigger(kind, text)) return nothing;
    const model = isGrammar(kind) ? this.#readCode(kind, text) : readEnvironment(kind, this.path, text);
    return { findings: runRules(model, options), sites: model.sites, parsed: true };
  }

  /** Frees the tree. A later check starts afresh. */
  dispose(): void {
    this.#parsed?.tree.delete();
    this.#parsed = undefined;
  }

  #readCode(kind: GrammarName, text: string): FileModel {
    const lines = new LineIndex(text);
    const grammar = kind === "python" ? python : javascript;
    const facts = connectors.filter(({ language }) => language === (kind === "python" ? "python" : "javascript"));
    const excerpt =
      grammar.statements &&
      firstExcerpt(text, grammar.statements, this.#names ?? new Set(facts.flatMap(searchedNames)));
    for (let round = 1; ; round++) {
      if (round === roundLimit) excerpt?.includeAll();
      const root = this.#parse(kind, text, excerpt?.ranges(lines));
      const source = new Source(text, root, grammar, excerpt);
      const sites = extractSites(source, facts);
      if (excerpt?.hasGrown) continue;
      this.#names = [...source.names];
      const isComment = (offset: number) => root.descendantForIndex(offset, offset + 1)?.type === "comment";
      return { sites, environments: [], ignores: readIgnores(text, lines, isComment), lines };
    }
  }

  #parse(kind: GrammarName, text: string, ranges: Range[] | undefined): Node {
    const earlier = this.#parsed;
    const tree = this.#grammars.parse(kind, text, { earlier, ranges });
    earlier?.tree.delete();
    this.#parsed = { tree, text };
    return tree.rootNode;
  }
}

function firstExcerpt(text: string, statements: NonNullable<Grammar["statements"]>, names: Iterable<string>): Excerpt {
  const excerpt = new Excerpt(text, statements.starts(text));
  for (const { index } of text.matchAll(statements.always)) excerpt.include(index);
  for (const name of names) excerpt.includeWord(name);
  return excerpt;
}

function readEnvironment(kind: "dotenv" | "yaml", path: string, text: string): FileModel {
  const lines = new LineIndex(text);
  const environments = kind === "dotenv" ? readDotenv(path, text) : readYamlEnvironment(path, text);
  const ignores = readIgnores(text, lines, (offset) => text.lastIndexOf("#", offset) > text.lastIndexOf("\n", offset));
  return { sites: [], environments, ignores, lines };
}

function isGrammar(kind: FileKind): kind is GrammarName {
  return kind !== "dotenv" && kind !== "yaml";
}
