/** First lines that hand a whole cell to something else: Jupyter's `%%bash`, Databricks' `%sql`. */
const otherCell =
  /^\s*(?:%%(?!(?:time|timeit|capture|prun|python3?|ipytest)\b)\w|%(?:sql|scala|r|sh|md|md-sandbox|fs|run)\b)/;

/** A line that IPython takes and Python does not: `%pip install x`, `!ls`, `name?`, `files = !ls`. */
const magicLine =
  /^[ \t]*(?:%{1,2}[A-Za-z_]|!|\?{1,2}[\w.]+[ \t]*\r?$|[\w.]+\?{1,2}[ \t]*\r?$|[\w, ]+=[ \t]*(?:!|%[a-z]))/;

/**
 * A cell as Python, of the same length: magics and shell lines are blank, or `pass` where they are all of a block.
 * Undefined for a cell of another language.
 */
export function pythonOf(source: string): string | undefined {
  if (otherCell.test(source)) return undefined;
  if (!/[%!?]/.test(source)) return source;
  return source
    .split("\n")
    .map((line) => (magicLine.test(line) ? blank(line) : line))
    .join("\n");
}

function blank(line: string): string {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  const eol = line.endsWith("\r") ? "\r" : "";
  const rest = line.length - indent.length - eol.length;
  return indent + (indent !== "" && rest >= 4 ? "pass".padEnd(rest) : " ".repeat(rest)) + eol;
}

/** A run of `# MAGIC` lines in a Databricks source notebook: a cell of another language, which Python takes for comments. */
export interface MagicCell {
  /** `sql`, `sh`, `md`, `scala`, `pip`, … */
  readonly language: string;
  /** Offsets of its lines, signs included. */
  readonly start: number;
  readonly end: number;
}

/** The cells of other languages in a notebook that is stored as a Python file. Empty for a file that is no such notebook. */
export function magicCells(text: string): readonly MagicCell[] {
  if (!/^\uFEFF?# Databricks notebook source\b/.test(text)) return [];
  return [...text.matchAll(/^# MAGIC +%([\w-]+)[^\n]*(?:\n# MAGIC\b(?! +%[\w-])[^\n]*)*/gm)].map(
    ({ 0: lines, 1: language = "", index }) => ({ language, start: index, end: index + lines.length }),
  );
}
