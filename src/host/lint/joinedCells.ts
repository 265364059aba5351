import type { TextEdit, TextRange } from "../../core/base/text.ts";
import type { Finding } from "../../core/lint/finding.ts";

/** A range of one cell. */
interface CellRange extends TextRange {
  /** Index among the cells that were joined. */
  readonly cell: number;
}

interface Line {
  readonly cell: number;
  /** Where the line begins in its cell, and in the file behind the quotation mark. */
  readonly inCell: number;
  readonly inFile: number;
  readonly text: string;
}

/**
 * The Python cells of a notebook that is open, as the `.ipynb` text that the engine reads, and the way back into them.
 * Each line has a line of its own, as in a saved notebook, so that comments speak about the right one.
 */
export class JoinedCells {
  readonly text: string;
  readonly #lines: Line[] = [];

  constructor(cells: readonly string[]) {
    let text = '{"cells": [';
    for (const [cell, source] of cells.entries()) {
      text += `${cell === 0 ? "" : ","}\n{"cell_type": "code", "source": [`;
      let inCell = 0;
      for (const line of source.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
        text += `${inCell === 0 ? "" : ","}\n"`;
        this.#lines.push({ cell, inCell, inFile: text.length, text: line });
        text += `${escaped(line)}"`;
        inCell += line.length;
      }
      text += "\n]}";
    }
    this.text = `${text}\n], "metadata": {"language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}\n`;
  }

  /** Undefined for what lies in no cell, or across several. */
  toCell({ start, end }: TextRange): CellRange | undefined {
    const [from, to] = [this.#place(start), this.#place(end)];
    if (!from || to?.cell !== from.cell) return undefined;
    return { cell: from.cell, start: from.offset, end: to.offset };
  }

  /** A finding at its place in a cell; a fix that reaches beyond the cell is left out. */
  toFinding(finding: Finding): { readonly cell: number; readonly finding: Finding } | undefined {
    const range = this.toCell(finding);
    if (!range) return undefined;
    const { cell, start, end } = range;
    const { fix, ...rest } = finding;
    const edits = fix?.edits.flatMap((edit) => this.#toEdit(edit, cell));
    const whole = fix && edits?.length === fix.edits.length ? { fix: { ...fix, edits } } : {};
    return { cell, finding: { ...rest, start, end, ...whole } };
  }

  #toEdit(edit: TextEdit, cell: number): TextEdit[] {
    const range = this.toCell(edit);
    if (range?.cell !== cell) return [];
    return [{ start: range.start, end: range.end, text: JSON.parse(`"${edit.text}"`) as string }];
  }

  #place(offset: number): { readonly cell: number; readonly offset: number } | undefined {
    const line = this.#lines.findLast(({ inFile }) => inFile <= offset);
    if (!line) return undefined;
    let passed = 0;
    let at = line.inFile;
    for (; at < offset && passed < line.text.length; passed++) at += escaped(line.text[passed] ?? "").length;
    return { cell: line.cell, offset: line.inCell + passed };
  }
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
