import type { TextRange } from "../../base/text.ts";
import { oncePerText } from "../oncePerText.ts";
import type { GrammarName } from "./fileKinds.ts";

/**
 * What begins a comment in the languages whose scanners read all comments ahead where a statement may end (Python's for the next
 * indentation, JavaScript's for a semicolon that was left out), and do so again at each of them: 1 000 lines of commented code
 * would take 700 ms to parse, and 3 000 would take 7 s.
 */
const marks: Partial<Record<GrammarName, string>> = { python: "#", javascript: "//", typescript: "//", tsx: "//" };

/** A run of fewer lines costs nothing to speak of. */
const fewestLines = 12;

const runsByMark = new Map(
  Object.values(marks).map((mark) => [mark, oncePerText((text) => findRuns(text, mark))] as const),
);

/**
 * Long runs of lines that hold a comment and nothing else, blank lines between them included, in languages where the parser
 * stumbles over them. Told by the text alone: they may also stand in a string.
 */
export function commentRuns(grammar: GrammarName, text: string): readonly TextRange[] {
  const mark = marks[grammar];
  return mark === undefined ? [] : (runsByMark.get(mark)?.(text) ?? []);
}

/** The text with blanks in place of its long runs of comments. */
export function withoutCommentRuns(grammar: GrammarName, text: string): string {
  let result = "";
  let end = 0;
  for (const run of commentRuns(grammar, text)) {
    result += text.slice(end, run.start) + text.slice(run.start, run.end).replace(/[^\r\n]/g, " ");
    end = run.end;
  }
  return end === 0 ? text : result + text.slice(end);
}

function findRuns(text: string, mark: string): readonly TextRange[] {
  const runs: TextRange[] = [];
  let run: (TextRange & { readonly lines: number }) | undefined;
  const close = () => {
    if (run && run.lines >= fewestLines) runs.push({ start: run.start, end: run.end });
    run = undefined;
  };
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline + 1;
    let first = start;
    while (text.charCodeAt(first) === 32 || text.charCodeAt(first) === 9) first++;
    if (text.startsWith(mark, first)) run = { start: run?.start ?? start, end, lines: (run?.lines ?? 0) + 1 };
    else if (!isLineEnd(text.charCodeAt(first))) close();
    start = end;
  }
  close();
  return runs;
}

/** NaN stands behind the last line. */
function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || Number.isNaN(code);
}
