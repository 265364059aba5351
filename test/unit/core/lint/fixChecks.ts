import assert from "node:assert/strict";
import { parseTree } from "jsonc-parser";
import type { ParseError } from "jsonc-parser";
import { parseAllDocuments } from "yaml";
import type { FileReport } from "../../../../src/core/lint/fileReport.ts";
import { fileKind, isGrammar } from "../../../../src/core/lint/languages/fileKinds.ts";
import { engine } from "./samples.ts";

/** Whatever is reported lies inside the text, and no two edits of a fix overlap. */
export function assertInside(text: string, { findings, sites }: FileReport): void {
  const ranges = [
    ...findings,
    ...findings.flatMap(({ fix }) => fix?.edits ?? []),
    ...sites.map(({ range }) => range),
    ...sites.flatMap(({ userAgent }) => userAgent.values.map(({ range }) => range)),
  ];
  for (const { start, end } of ranges)
    assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end} of ${text.length}`);
  for (const { fix } of findings) {
    const edits = [...(fix?.edits ?? [])].sort((a, b) => a.start - b.start);
    edits.forEach((edit, index) => assert.ok(index === 0 || (edits[index - 1]?.end ?? 0) <= edit.start, "overlap"));
  }
}

/** Whether a text breaks the syntax of its kind of file. Undefined for kinds that any text is well formed in, or that have no parser here. */
export async function hasSyntaxError(path: string, text: string): Promise<boolean | undefined> {
  const kind = fileKind(path);
  if (kind === "json") {
    const errors: ParseError[] = [];
    parseTree(text, errors);
    return errors.length > 0;
  }
  if (kind === "yaml") return parseAllDocuments(text).some(({ errors }) => errors.length > 0);
  if (kind === undefined || !isGrammar(kind)) return undefined;
  await engine.grammars.load(kind);
  const tree = engine.grammars.parse(kind, text);
  const { hasError } = tree.rootNode;
  tree.delete();
  return hasError;
}
