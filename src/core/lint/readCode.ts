import type { Node, Range } from "@vscode/tree-sitter-wasm";
import type { LineIndex } from "../base/text.ts";
import { extract, factsFor, namesOf } from "./connectors/extract.ts";
import { readIgnores } from "./ignores.ts";
import { Excerpt } from "./languages/excerpt.ts";
import type { Grammar } from "./languages/expression.ts";
import type { Reading } from "./languages/families.ts";
import type { MagicCell } from "./languages/notebooks/magics.ts";
import { magicCells } from "./languages/notebooks/magics.ts";
import { readShell } from "./languages/shell/readShell.ts";
import { Source } from "./languages/source.ts";
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
  readonly reading: Reading;
  readonly modules: Modules;
  /** Names that the last analysis of this file asked for, which this one will most likely ask for again. */
  readonly names: Iterable<string> | undefined;
  /** Parses the text, or some ranges of it. */
  readonly parse: (ranges: Range[] | undefined) => Node;
}

type CodeModel = Pick<FileModel, "sites" | "tags" | "uses" | "matches" | "ignores">;

/** What a file of code holds, and the names that the analysis asked for. */
export function readCode({ path, text, lines, reading, modules, names, parse }: CodeFile): {
  readonly model: CodeModel;
  readonly names: Iterable<string>;
} {
  const facts = factsFor(reading.family, text);
  const { statements } = reading.grammar;
  const cells = reading.family === "python" ? magicCells(text) : [];
  const excerpt = statements && firstExcerpt(text, statements, names ?? new Set(namesOf(facts)));
  for (let round = 1; ; round++) {
    if (round === roundLimit) excerpt?.includeAll();
    const root = parse(excerpt?.ranges(lines));
    const source = new Source(text, root, reading.grammar, { excerpt, pathOf: (node) => modules.pathOf(node) });
    const evaluator = new Evaluator(source, modules);
    modules.enter(path, evaluator);
    const found = extract(evaluator, facts);
    const placeOf = placeIn(root, excerpt, cells);
    const matches = findMatches(rules, text, placeOf);
    if (excerpt?.hasGrown) continue;
    const isComment = (offset: number) => isCommentKind(root.descendantForIndex(offset, offset + 1)?.type ?? "");
    const ignores = readIgnores(text, lines, isComment);
    return { model: { ...found, matches, ignores }, names: [...source.names] };
  }
}

/** The same for a shell script, which is parsed as a whole and has a reader of its own. */
export function readShellCode(
  text: string,
  lines: LineIndex,
  root: Node,
): Omit<CodeModel, "tags" | "uses"> & Pick<FileModel, "environments"> {
  return {
    ...readShell(root),
    matches: findMatches(rules, text, placeIn(root, undefined)),
    ignores: readIgnores(text, lines, (offset) =>
      isCommentKind(root.descendantForIndex(offset, offset + 1)?.type ?? ""),
    ),
  };
}

function firstExcerpt(text: string, statements: NonNullable<Grammar["statements"]>, names: Iterable<string>): Excerpt {
  const excerpt = new Excerpt(text, statements.starts(text));
  for (const { index } of text.matchAll(statements.always)) excerpt.include(index);
  for (const name of names) excerpt.includeWord(name);
  return excerpt;
}

/** Whether an offset stands in code, in a text or, where nothing counts, in a comment or documentation. */
function placeIn(root: Node, excerpt: Excerpt | undefined, cells: readonly MagicCell[] = []): PlaceOf {
  const code = cells.filter(({ language }) => !/^md/.test(language));
  return (offset) => {
    if (code.some(({ start, end }) => start <= offset && offset < end)) return { place: "data" };
    if (excerpt?.include(offset) === false) return undefined;
    let literal: PatternMatch["literal"];
    for (let node = root.descendantForIndex(offset, offset + 1); node; node = node.parent) {
      if (isCommentKind(node.type)) return undefined;
      if (!isTextKind(node.type)) continue;
      // A text that stands alone as a statement documents what follows or precedes it.
      if (node.parent?.type === "expression_statement" && node.parent.namedChildCount === 1) return undefined;
      literal = { start: node.startIndex, end: node.endIndex };
    }
    return literal ? { place: "text", literal } : { place: "code" };
  };
}

function isCommentKind(type: string): boolean {
  return /comment/.test(type);
}

function isTextKind(type: string): boolean {
  return /string(?:_literal|_expression)?$|template|heredoc_body|raw_text|line_string|multi_line|text_block/.test(type);
}
