import type { TextEdit } from "../base/text.ts";
import { lineBreakOf } from "../base/text.ts";

const topLevelClass = /^(?:(?:public|final|abstract|sealed|non-sealed|strictfp)[ \t]+)*class[ \t]+\w+[^{};]*\{/gm;
const nestedType = /^[ \t]+(?:[\w@]+[ \t]+)*(?:class|interface|enum|record)[ \t]+\w/m;

/**
 * Edits that run a statement when the Java class around a place is loaded, before anything else in it: in a static block at its
 * beginning, with an import beside one of the same library.
 *
 * @param statement begins with the simple name of the imported class
 * @returns undefined where the place is in no class of the file's top level, or may be in one that is nested in it, which is loaded by itself
 */
export function insertStatic(
  text: string,
  at: number,
  { library, path, statement }: { readonly library: string; readonly path: string; readonly statement: string },
): TextEdit[] | undefined {
  const before = text.slice(0, at);
  const found = [...before.matchAll(topLevelClass)].at(-1);
  if (!found || /^\}/m.test(before.slice(found.index))) return undefined;
  const body = found.index + found[0].length;
  if (nestedType.test(before.slice(body))) return undefined;
  const eol = lineBreakOf(text);
  const indent = /^([ \t]+)\S/m.exec(text.slice(body))?.[1] ?? "    ";
  const imports = [...before.matchAll(/^import ([\w.]+);/gm)].filter(([, name = ""]) => name.startsWith(`${library}.`));
  const beside = imports.findLast(([, name = ""]) => name < path) ?? imports[0];
  const name = path.slice(path.lastIndexOf(".") + 1);
  const isFree = beside !== undefined && !new RegExp(String.raw`\b${name}\b`).test(text);
  const called = isFree ? statement : path.slice(0, -name.length) + statement;
  const block = `${eol}${indent}static {${eol}${indent}${indent}${called}${eol}${indent}}${eol}`;
  const importAt = beside ? beside.index + (beside[1] !== undefined && beside[1] < path ? beside[0].length : 0) : 0;
  const line = importAt === beside?.index ? `import ${path};${eol}` : `${eol}import ${path};`;
  return [...(isFree ? [{ start: importAt, end: importAt, text: line }] : []), { start: body, end: body, text: block }];
}
