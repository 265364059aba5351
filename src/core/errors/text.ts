import type { Explanation } from "./explain.ts";

/** An explanation in lines of plain text: the title, what was found, cause, fix, and the rule that finds the code. */
export function explanationLines({ title, found, cause, fix, rule }: Explanation): string[] {
  return [
    title,
    `  Found  ${found}`,
    `  Cause  ${cause}`,
    `  Fix    ${fix}`,
    ...(rule === undefined ? [] : [`  pwaf lint finds such code by ${rule}`]),
  ];
}
