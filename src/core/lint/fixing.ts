import type { TextEdit } from "../base/text.ts";
import { applyEdits } from "../base/text.ts";
import type { Finding } from "./finding.ts";

/** A fix may uncover another; more rounds than this means that two of them undo each other. */
const roundLimit = 10;

/** Applies safe fixes until none is left. `check` gives the findings of a text. */
export async function fixText(
  text: string,
  check: (text: string) => Promise<readonly Finding[]>,
): Promise<{ readonly text: string; readonly fixed: number }> {
  let current = text;
  let fixed = 0;
  for (let round = 0; round < roundLimit; round++) {
    const fixes = compatible(await check(current));
    if (fixes.length === 0) break;
    const next = applyEdits(
      current,
      fixes.flatMap(({ edits }) => edits),
    );
    if (next === current) break;
    fixed += fixes.length;
    current = next;
  }
  return { text: current, fixed };
}

/** Safe fixes of which no two touch the same place: a fix with several edits is applied whole or not at all. */
function compatible(findings: readonly Finding[]): { readonly edits: readonly TextEdit[] }[] {
  const taken: TextEdit[] = [];
  return findings.flatMap(({ fix }) => {
    if (
      !fix?.safe ||
      fix.edits.some((edit) => taken.some((other) => edit.start <= other.end && other.start <= edit.end))
    )
      return [];
    taken.push(...fix.edits);
    return [fix];
  });
}
