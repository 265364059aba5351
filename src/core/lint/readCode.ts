import type { Node, Range } from "@vscode/tree-sitter-wasm";
import type { LineIndex } from "../base/text.ts";
import type { Facts } from "./connectors/extract.ts";
import { extract, factsFor, namesOf } from "./connectors/extract.ts";
import { readIgnores } from "./ignores.ts";
import { commentRuns } from "./languages/commentRuns.ts";
import { Excerpt } from "./languages/excerpt.ts";
import type { Grammar } from "./languages/expression.ts";
import type { Reading } from "./languages/families.ts";
import type { GrammarName } from "./languages/fileKinds.ts";
import { isGenerated } from "./languages/generated.ts";
import type { MagicCell } from "./languages/notebooks/magics.ts";
import { magicCells } from "./languages/notebooks/magics.ts";
import { readShell } from "./languages/shell/readShell.ts";
import { parentOf, Source } from "./languages/source.ts";
import type { FileModel, PatternMatch } from "./model.ts";
import type { PlaceOf } from "./patterns/findMatches.ts";
import { findMatches } from "./patterns/findMatches.ts";
import type { Modules } from "./project/modules.ts";
import { rules } from "./registry.ts";
import { Evaluator } from "./resolve/evaluator.ts";

/** Analyses of one text, the last of which sees all of it: code whose names lead everywhere gains nothing from excerpts. */
const roundLimit = 4;

export interface CodeFile {
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly language: GrammarName;
  readonly reading: Reading;
  /** Names that the last analysis of this file asked for, which this one will most likely ask for again. */
  readonly names: Iterable<string> | undefined;
  /** The path of a file of the project that a node belongs to. */
  readonly pathOf: Source["pathOf"];
  /** Parses the text, or some ranges of it. */
  readonly parse: (ranges: Range[] | undefined) => Node;
}

type CodeModel = Pick<FileModel, "sites" | "tags" | "uses" | "unseen" | "matches" | "ignores">;

/** Reads one text of code, once for each time that further files of the project have become known. */
export class CodeReader {
  readonly #file: CodeFile;
  readonly #facts: Facts;
  readonly #excerpt: Excerpt | undefined;
  /** What was parsed last, and what only depends on that. */
  #parsed: Parsed | undefined;

  constructor(file: CodeFile) {
    const { text, reading, names } = file;
    this.#file = file;
    this.#facts = factsFor(reading.family, text);
    const { statements } = reading.grammar;
    // What a program wrote leads from every part to all others, and would be read part by part and then as a whole.
    const isInParts = statements !== undefined && !isGenerated(text);
    this.#excerpt = isInParts ? firstExcerpt(text, statements, names ?? new Set(namesOf(this.#facts))) : undefined;
  }

  /** Every name that the analysis asked for. */
  get names(): Iterable<string> {
    return [...(this.#parsed?.source.names ?? [])];
  }

  read(modules: Modules): CodeModel {
    for (let round = 1; ; round++) {
      if (round === roundLimit) this.#excerpt?.includeAll();
      const parsed = this.#parse();
      const evaluator = new Evaluator(parsed.source, modules);
      modules.enter(this.#file.path, evaluator);
      const found = extract(evaluator, this.#facts);
      if (!this.#excerpt?.hasGrown) return { ...found, matches: parsed.matches, ignores: parsed.ignores };
    }
  }

  #parse(): Parsed {
    while (!this.#parsed || this.#excerpt?.hasGrown) this.#parsed = this.#parseAgain();
    return this.#parsed;
  }

  #parseAgain(): Parsed {
    const { text, lines, reading, language, pathOf, parse } = this.#file;
    const root = parse(this.#excerpt?.ranges(lines));
    const cells = reading.family === "python" ? magicCells(text) : [];
    const inRun = (offset: number) =>
      commentRuns(language, text).some(({ start, end }) => start <= offset && offset < end);
    return {
      source: new Source(text, root, reading.grammar, { excerpt: this.#excerpt, pathOf }),
      matches: findMatches(rules, text, placeIn(root, { excerpt: this.#excerpt, cells, inRun })),
      ignores: readIgnores(text, lines, (offset) => isInComment(root, offset) || inRun(offset)),
    };
  }
}

interface Parsed extends Pick<CodeModel, "matches" | "ignores"> {
  readonly source: Source;
}

/** The same for a shell script, which is parsed as a whole and has a reader of its own. */
export function readShellCode(
  text: string,
  lines: LineIndex,
  root: Node,
): Omit<CodeModel, "tags" | "uses"> & Pick<FileModel, "environments"> {
  return {
    ...readShell(root),
    matches: findMatches(rules, text, placeIn(root, {})),
    ignores: readIgnores(text, lines, (offset) => isInComment(root, offset)),
  };
}

function firstExcerpt(text: string, statements: NonNullable<Grammar["statements"]>, names: Iterable<string>): Excerpt {
  const excerpt = new Excerpt(text, statements.starts(text));
  for (const { index } of text.matchAll(statements.always)) excerpt.include(index);
  for (const name of names) excerpt.includeWord(name);
  return excerpt;
}

interface Beside {
  readonly excerpt?: Excerpt | undefined;
  readonly cells?: readonly MagicCell[];
  /** Whether an offset stands in a run of comments that the tree lacks. */
  readonly inRun?: (offset: number) => boolean;
}

/** Whether an offset stands in code, in a text or, where nothing counts, in a comment or documentation. */
function placeIn(root: Node, { excerpt, cells = [], inRun = () => false }: Beside): PlaceOf {
  const code = cells.filter(({ language }) => !/^md/.test(language));
  return (offset) => {
    if (code.some(({ start, end }) => start <= offset && offset < end)) return { place: "data" };
    if (excerpt?.include(offset) === false) return undefined;
    let literal: PatternMatch["literal"];
    for (let node = root.descendantForIndex(offset, offset + 1); node; node = parentOf(node)) {
      const { type } = node;
      if (isCommentKind(type)) return undefined;
      if (!isTextKind(type)) continue;
      // A text that stands alone as a statement documents what follows or precedes it.
      const outer = parentOf(node);
      if (outer?.type === "expression_statement" && outer.namedChildCount === 1) return undefined;
      literal = { start: node.startIndex, end: node.endIndex };
    }
    if (literal) return { place: "text", literal };
    return inRun(offset) ? undefined : { place: "code" };
  };
}

function isInComment(root: Node, offset: number): boolean {
  return isCommentKind(root.descendantForIndex(offset, offset + 1)?.type ?? "");
}

function isCommentKind(type: string): boolean {
  return /comment/.test(type);
}

function isTextKind(type: string): boolean {
  return /string(?:_literal|_expression)?$|template|heredoc_body|raw_text|line_string|multi_line|text_block/.test(type);
}
