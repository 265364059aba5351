import { getNodeValue, parseTree } from "jsonc-parser";
import type { Node } from "jsonc-parser";
import type { TextRange } from "../../../base/text.ts";

/** A stretch of a cell's source and where it stands in the file. */
export interface Piece {
  /** Offset in the source. */
  readonly code: number;
  /** Offset in the file. */
  readonly file: number;
  /** Length in the source. */
  readonly length: number;
  /** Length in the file, for one character that JSON escapes; otherwise both are as long. */
  readonly escape?: number;
  /** Which literal of the file it belongs to. */
  readonly literal: number;
}

/** A code cell. */
export interface Cell {
  readonly source: string;
  readonly pieces: readonly Piece[];
  /** The texts that make up its source, without quotes. */
  readonly literals: readonly TextRange[];
}

/**
 * The code cells of a Jupyter notebook, or undefined when the text is none, or its language is not Python.
 * Source: nbformat 4 (`cells[].source` is a text, or a list of lines that each end with their line end).
 */
export function jupyterCells(text: string): readonly Cell[] | undefined {
  const root = parseTree(text);
  const cells = root && child(root, "cells");
  if (!root || cells?.type !== "array" || !isPython(child(root, "metadata"))) return undefined;
  return (cells.children ?? []).flatMap((cell) => {
    if (valueOf(child(cell, "cell_type")) !== "code") return [];
    const source = child(cell, "source");
    const literals = (source?.type === "array" ? (source.children ?? []) : source ? [source] : []).filter(
      ({ type }) => type === "string",
    );
    return literals.length > 0 ? [readCell(text, literals)] : [];
  });
}

function readCell(text: string, literals: readonly Node[]): Cell {
  const pieces: Piece[] = [];
  let source = "";
  for (const { offset, length } of literals) {
    source = readLiteral(text, { start: offset + 1, end: offset + length - 1 }, source, pieces);
  }
  return {
    source,
    pieces,
    literals: literals.map(({ offset, length }) => ({ start: offset + 1, end: offset + length - 1 })),
  };
}

/** Appends what stands between the quotes of a JSON string to a source, and where each part of it comes from. */
function readLiteral(text: string, { start, end }: TextRange, before: string, pieces: Piece[]): string {
  let source = before;
  const add = (from: number, value: string, escape?: number) => {
    pieces.push({
      code: source.length,
      file: from,
      length: value.length,
      ...(escape === undefined ? {} : { escape }),
      literal: start,
    });
    source += value;
  };
  let at = start;
  for (const match of text.slice(start, end).matchAll(/\\(?:u[0-9a-fA-F]{4}|.)/g)) {
    const from = start + match.index;
    if (from > at) add(at, text.slice(at, from));
    add(from, JSON.parse(`"${match[0]}"`) as string, match[0].length);
    at = from + match[0].length;
  }
  if (end > at) add(at, text.slice(at, end));
  return source;
}

/** What the kernel says, or Databricks' own note; a notebook that says nothing is taken for Python. */
function isPython(metadata: Node | undefined): boolean {
  const language =
    valueOf(child(child(metadata, "application/vnd.databricks.v1+notebook"), "language")) ??
    valueOf(child(child(metadata, "language_info"), "name")) ??
    valueOf(child(child(metadata, "kernelspec"), "language"));
  return typeof language !== "string" || /^(?:i?python)/i.test(language);
}

function child(node: Node | undefined, key: string): Node | undefined {
  if (node?.type !== "object") return undefined;
  return node.children?.find(({ children }) => children?.[0]?.value === key)?.children?.[1];
}

function valueOf(node: Node | undefined): unknown {
  return node && getNodeValue(node);
}
