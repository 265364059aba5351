import type { Node, Range } from "@vscode/tree-sitter-wasm";
import { LineIndex } from "../base/text.ts";
import type { FileReport, LintOptions } from "./fileReport.ts";
import { nothingFound } from "./fileReport.ts";
import { readIgnores } from "./ignores.ts";
import type { Reading } from "./languages/families.ts";
import { readings } from "./languages/families.ts";
import type { FileKind, GrammarName } from "./languages/fileKinds.ts";
import { fileKind, hasTrigger, isGrammar } from "./languages/fileKinds.ts";
import type { GrammarFiles, ParsedText } from "./languages/grammars.ts";
import { Grammars } from "./languages/grammars.ts";
import { readNotebook } from "./languages/notebooks/notebook.ts";
import { notebookModel } from "./languages/notebooks/notebookModel.ts";
import { release } from "./languages/remembered.ts";
import { dockerfileScripts, onlyRanges, workflowScripts } from "./languages/shell/embedded.ts";
import { readShell } from "./languages/shell/readShell.ts";
import type { FileModel } from "./model.ts";
import { emptyModel } from "./model.ts";
import { findMatches } from "./patterns/findMatches.ts";
import { singleFileFacts } from "./project/facts.ts";
import { ModuleCache, Modules } from "./project/modules.ts";
import { linked } from "./project/tagging.ts";
import { CodeReader, readShellCode } from "./readCode.ts";
import { rules } from "./registry.ts";
import { runRules } from "./runRules.ts";
import { isInComment, readConfiguration } from "./settings/readConfiguration.ts";

/** Runs of one analysis, each of which follows imports one file further. */
const linkRounds = 12;

/** Finds problems in texts. It reads no files, waits for nothing but grammars, and knows no editor. */
export class Engine {
  readonly grammars: Grammars;

  constructor(files: GrammarFiles) {
    this.grammars = new Grammars(files);
  }

  /** Checks a text by itself. `path` decides the language; a file of no known language has no findings. */
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
  #names: Iterable<string> | undefined;

  constructor(grammars: Grammars, path: string) {
    this.path = path;
    this.#kind = fileKind(path);
    this.#grammars = grammars;
  }

  /** Checks a text by itself, with no other file in sight. */
  async check(text: string, options: LintOptions): Promise<FileReport> {
    const model = await this.read(text);
    if (!model) return nothingFound;
    const facts = singleFileFacts(model);
    const whole = linked(model, facts);
    return { ...runRules(whole, facts, options), sites: whole.sites, parsed: true };
  }

  /**
   * What a text holds. Follows imports into the files of `modules` and waits for them to be read.
   *
   * @returns undefined for a file that no rule could speak about
   */
  async read(text: string, modules = new ModuleCache()): Promise<FileModel | undefined> {
    const kind = this.#kind;
    if (kind === undefined || !hasTrigger(this.path, kind, text)) {
      this.dispose();
      return undefined;
    }
    const grammar = grammarOf(kind, text);
    if (grammar) await this.#grammars.load(grammar);
    const read = this.#reader(kind, text, modules);
    for (let round = 1; ; round++) {
      const world = new Modules(modules, this.#grammars);
      const model = read(world);
      if (world.wanted.length === 0 || round === linkRounds) {
        modules.trim();
        return { ...model, imports: [...world.used] };
      }
      await modules.fetch(world.wanted, this.#grammars);
    }
  }

  /** Frees the tree. A later check starts afresh. */
  dispose(): void {
    if (this.#parsed) release(this.#parsed.tree);
    this.#parsed = undefined;
  }

  /** Reads a text. What does not depend on other files is read once, however often that is asked for. */
  #reader(kind: FileKind, text: string, cache: ModuleCache): (modules: Modules) => FileModel {
    const base = emptyModel(this.path, kind, text);
    if (kind === "notebook") {
      const notebook = readNotebook(text);
      if (!notebook) return () => base;
      const lines = new LineIndex(notebook.code);
      const read = this.#codeReader("python", notebook.code, lines, cache);
      return (modules) => notebookModel(base, notebook, { lines, ...read(modules) });
    }
    if (isGrammar(kind)) {
      const read = this.#codeReader(kind, text, base.lines, cache);
      return (modules) => ({ ...base, ...read(modules) });
    }
    const model = this.#configuration(base, kind, text);
    return () => model;
  }

  #configuration(base: FileModel, kind: Exclude<FileKind, GrammarName | "notebook">, text: string): FileModel {
    const { lines } = base;
    const isComment = (offset: number) => isInComment(kind, text, offset);
    const configuration = readConfiguration(this.path, kind, text);
    const { sites, unseen } = this.#embedded(kind, text);
    return {
      ...base,
      ...configuration,
      sites: [...configuration.sites, ...sites].sort((a, b) => a.range.start - b.range.start),
      unseen,
      matches: findMatches(rules, text, (offset) => (isComment(offset) ? undefined : { place: "data" })),
      ignores: readIgnores(text, lines, isComment),
    };
  }

  /** Calls in the shell code of a workflow or Dockerfile. */
  #embedded(kind: FileKind, text: string): Pick<FileModel, "sites" | "unseen"> {
    const none = { sites: [], unseen: undefined };
    if (!holdsShell(kind, text)) return none;
    const ranges = kind === "dockerfile" ? dockerfileScripts(text) : workflowScripts(text);
    if (ranges.length === 0) return none;
    return readShell(this.#parse("bash", onlyRanges(text, ranges), undefined));
  }

  #codeReader(
    grammar: GrammarName,
    text: string,
    lines: LineIndex,
    cache: ModuleCache,
  ): (modules: Modules) => Partial<FileModel> {
    if (grammar === "bash") {
      const model = readShellCode(text, lines, this.#parse(grammar, text, undefined));
      return () => model;
    }
    const reading: Reading | undefined = readings[grammar];
    if (!reading) return () => ({});
    const code = new CodeReader({
      path: this.path,
      text,
      lines,
      language: grammar,
      reading,
      names: this.#names,
      pathOf: (node) => cache.pathOf(node),
      parse: (ranges) => this.#parse(grammar, text, ranges),
    });
    return (modules) => {
      const model = code.read(modules);
      this.#names = code.names;
      return model;
    };
  }

  #parse(grammar: GrammarName, text: string, ranges: Range[] | undefined): Node {
    const earlier = this.#parsed;
    const tree = this.#grammars.parse(grammar, text, { earlier, ranges });
    if (earlier) release(earlier.tree);
    this.#parsed = { tree, text };
    return tree.rootNode;
  }
}

function grammarOf(kind: FileKind, text: string): GrammarName | undefined {
  if (kind === "notebook") return "python";
  if (holdsShell(kind, text)) return "bash";
  return isGrammar(kind) && (readings[kind] ?? kind === "bash") ? kind : undefined;
}

/** Whether a workflow or Dockerfile calls something that shell code calls Databricks with. */
function holdsShell(kind: FileKind, text: string): boolean {
  return (kind === "yaml" || kind === "dockerfile") && /\b(?:curl|wget|https?|psql)[ \t]+\S/.test(text);
}
