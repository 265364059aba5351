import type { TextEdit, TextRange } from "../../../base/text.ts";
import { jupyterCells } from "./jupyter.ts";
import type { Cell, Piece } from "./jupyter.ts";
import { pythonOf } from "./magics.ts";

/** A notebook as one Python program, with the way back into its file. Offsets are UTF-16. */
export interface Notebook {
  /** All Python cells, one below the other; lines that are no Python (`%pip`, `!ls`) are blank. */
  readonly code: string;
  /** The file, as long as it is, with its Python blanked: outputs, prose and cells of other languages, where secrets may stand. */
  readonly rest: string;
  /** Where a range of the code stands in the file. */
  toRange(range: TextRange): TextRange;
  /** Edits of the code as edits of the file, or undefined when one of them has no single place there. */
  toEdits(edits: readonly TextEdit[]): readonly TextEdit[] | undefined;
}

/** Reads an `.ipynb` file. Undefined for a text that is no notebook, or one whose language is not Python. */
export function readNotebook(text: string): Notebook | undefined {
  const cells = jupyterCells(text);
  return cells && new JoinedCells(text, cells);
}

class JoinedCells implements Notebook {
  readonly code: string;
  readonly rest: string;
  /** In the order of the code, without gaps inside a cell; one character of code lies between two cells. */
  readonly #pieces: readonly Piece[];

  constructor(text: string, cells: readonly Cell[]) {
    const pieces: Piece[] = [];
    const covered: TextRange[] = [];
    let code = "";
    for (const cell of cells) {
      const python = pythonOf(cell.source);
      if (python === undefined) continue;
      pieces.push(...cell.pieces.map((piece) => ({ ...piece, code: piece.code + code.length })));
      covered.push(...cell.literals);
      code += python.endsWith("\n") ? python : `${python}\n`;
    }
    this.code = code;
    this.rest = blanked(text, covered);
    this.#pieces = pieces;
  }

  toRange({ start, end }: TextRange): TextRange {
    const from = this.#before(start);
    if (end <= start) return { start: from, end: from };
    const last = this.#pieceAt(end - 1);
    const to = last ? last.file + (last.escape ?? Math.min(end - last.code, last.length)) : from;
    return { start: from, end: Math.max(from, to) };
  }

  toEdits(edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
    const mapped: TextEdit[] = [];
    for (const { start, end, text } of edits) {
      const [first, last] = [this.#pieceAt(start), this.#pieceAt(Math.max(start, end - 1))];
      // Not across two texts of the file, nor over the line end that joins a cell to the next.
      if (!first || !last || first.literal !== last.literal || end > last.code + last.length) return undefined;
      mapped.push({ ...this.toRange({ start, end }), text: JSON.stringify(text).slice(1, -1) });
    }
    return mapped;
  }

  /** The place in the file of the character at an offset of the code. */
  #before(offset: number): number {
    const piece = this.#pieceAt(offset);
    if (!piece) return 0;
    return piece.file + Math.min(offset - piece.code, piece.length);
  }

  /** The last piece that begins at or before an offset. */
  #pieceAt(offset: number): Piece | undefined {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle]?.code ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#pieces[low];
  }
}

function blanked(text: string, ranges: readonly TextRange[]): string {
  let kept = "";
  let at = 0;
  for (const { start, end } of ranges) {
    kept += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, " ");
    at = end;
  }
  return kept + text.slice(at);
}
