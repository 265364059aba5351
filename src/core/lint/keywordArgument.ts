import type { TextEdit } from "../base/text.ts";
import { lineBreakOf } from "../base/text.ts";
import type { FileModel } from "./model.ts";
import type { Site, SiteOption } from "./sites.ts";

/**
 * The edit that adds a keyword argument to a Python call, behind one that stands there: on a line of its own where that one
 * does. Undefined where the option comes from elsewhere (a dictionary, a wrapper): an argument of the call might then be given twice;
 * and in notebooks, whose code stands in the file as JSON.
 */
export function addKeyword(
  { kind, text }: FileModel,
  site: Site,
  beside: SiteOption,
  argument: string,
): TextEdit | undefined {
  const { range } = beside;
  if (!range || kind !== "python" || !/^\w+\s*=/.test(text.slice(range.start, range.end))) return undefined;
  if (!isArgument(text.slice(site.range.end, range.start))) return undefined;
  const lineStart = text.lastIndexOf("\n", range.start - 1) + 1;
  const indent = text.slice(lineStart, range.start);
  const eol = lineBreakOf(text);
  const gap = indent.trim() === "" ? `${eol}${indent}` : " ";
  return { start: range.end, end: range.end, text: `,${gap}${argument}` };
}

/** Whether what follows the name of a call up to some place has left just the call's own bracket open. */
function isArgument(between: string): boolean {
  let depth = 0;
  for (const [token] of between.matchAll(/"[^"\n]*"|'[^'\n]*'|#[^\n]*|[([{)\]}]/g)) {
    if (/^[([{]$/.test(token)) depth++;
    else if (/^[)\]}]$/.test(token) && --depth === 0) return false;
  }
  return depth === 1 && between.trimStart().startsWith("(");
}
