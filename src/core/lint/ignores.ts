import type { TextRange } from "../base/text.ts";
import type { LineIndex } from "../base/text.ts";

/** A comment `pwaf-ignore <rule>[, <rule>]: reason`. */
export interface IgnoreComment {
  readonly rules: readonly { readonly id: string; readonly range: TextRange }[];
  /** Zero-based line on which findings are ignored. */
  readonly line: number;
  /** What to delete to remove the comment: the whole line when there is nothing else on it. */
  readonly removal: TextRange;
}

export const ignoreWord = "pwaf-ignore";

const directive = /pwaf-ignore[ \t]+([a-z][a-z0-9-]*(?:[ \t]*,[ \t]*[a-z][a-z0-9-]*)*)/g;
const commentLine = /^[ \t]*(?:#|\/\/|\/\*|\*|\{\/\*|<!--|--|;)/;
const commentStart = /(?:<!--|\{?\/\*|\/\/|--|;|#)/g;

/**
 * The ignore comments of a text. On a line of its own a comment speaks about the next line that is no comment,
 * behind code about that line. `isComment` keeps texts that merely contain the word out.
 */
export function readIgnores(text: string, lines: LineIndex, isComment: (offset: number) => boolean): IgnoreComment[] {
  if (!text.includes(ignoreWord)) return [];
  return [...text.matchAll(directive)].flatMap((match): IgnoreComment[] => {
    if (!isComment(match.index)) return [];
    const { line } = lines.positionAt(match.index);
    const lineText = lineAt(text, lines, line);
    const isOwnLine = commentLine.test(lineText);
    let target = line;
    if (isOwnLine)
      do target++;
      while (target < lines.lineCount - 1 && commentLine.test(lineAt(text, lines, target)));
    const list = match[1] ?? "";
    const from = match.index + match[0].length - list.length;
    const rules = [...list.matchAll(/[a-z0-9-]+/g)].map((id) => ({
      id: id[0],
      range: { start: from + id.index, end: from + id.index + id[0].length },
    }));
    return [{ rules, line: target, removal: removal(text, lines, line, match.index, isOwnLine) }];
  });
}

function lineAt(text: string, lines: LineIndex, line: number): string {
  return text.slice(lines.lineStart(line), line + 1 < lines.lineCount ? lines.lineStart(line + 1) : text.length);
}

function removal(text: string, lines: LineIndex, line: number, offset: number, isOwnLine: boolean): TextRange {
  const start = lines.lineStart(line);
  const whole = lineAt(text, lines, line);
  if (isOwnLine) return { start, end: start + whole.length };
  const before = text.slice(start, offset);
  const opening = [...before.matchAll(commentStart)].at(-1)?.index ?? before.length;
  const block = /^[^\n]*?(?:\*\/\}?|-->)/.exec(text.slice(start + opening));
  const end = block ? start + opening + block[0].length : start + whole.trimEnd().length;
  return { start: start + before.slice(0, opening).trimEnd().length, end };
}
