/** Lines of context around a change, as `diff -u` gives. */
const context = 3;

type Change = { readonly kind: " " | "-" | "+"; readonly line: string };

/** The difference of two texts as `diff -u` and `git apply` read it. Empty when there is none. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  const changes = compare(splitLines(before), splitLines(after));
  const hunks = hunksOf(changes);
  return `--- a/${path}\n+++ b/${path}\n${hunks.map((hunk) => printHunk(changes, hunk)).join("")}`;
}

/** Lines with their line ends, so that a changed line end is a change. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Common beginning and end stay; between them the longest common subsequence. Fixes change few lines, so that part is short. */
function compare(before: readonly string[], after: readonly string[]): Change[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let same = 0;
  while (
    same < before.length - start &&
    same < after.length - start &&
    before[before.length - 1 - same] === after[after.length - 1 - same]
  )
    same++;
  return [
    ...before.slice(0, start).map((line): Change => ({ kind: " ", line })),
    ...middle(before.slice(start, before.length - same), after.slice(start, after.length - same)),
    ...before.slice(before.length - same).map((line): Change => ({ kind: " ", line })),
  ];
}

/** Greedy: after a difference, goes on at the nearest place where both texts agree again. */
function middle(before: readonly string[], after: readonly string[]): Change[] {
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [line, other] = [before[i], after[j]];
    if (line !== undefined && line === other) {
      changes.push({ kind: " ", line });
      i++;
      j++;
      continue;
    }
    const [skipBefore, skipAfter] = nextAgreement(before, after, i, j);
    for (const removed of before.slice(i, i + skipBefore)) changes.push({ kind: "-", line: removed });
    for (const added of after.slice(j, j + skipAfter)) changes.push({ kind: "+", line: added });
    i += skipBefore;
    j += skipAfter;
  }
  return changes;
}

function nextAgreement(before: readonly string[], after: readonly string[], i: number, j: number): [number, number] {
  const most = before.length - i + after.length - j;
  for (let sum = 1; sum <= most; sum++) {
    for (let a = Math.min(sum, before.length - i); a >= Math.max(0, sum - (after.length - j)); a--) {
      const line = before[i + a];
      if (line !== undefined && line === after[j + sum - a]) return [a, sum - a];
    }
  }
  return [before.length - i, after.length - j];
}

function hunksOf(changes: readonly Change[]): { start: number; end: number }[] {
  const hunks: { start: number; end: number }[] = [];
  changes.forEach(({ kind }, index) => {
    if (kind === " ") return;
    const last = hunks.at(-1);
    const [start, end] = [Math.max(0, index - context), Math.min(changes.length, index + context + 1)];
    if (last && start <= last.end) last.end = end;
    else hunks.push({ start, end });
  });
  return hunks;
}

function printHunk(changes: readonly Change[], { start, end }: { start: number; end: number }): string {
  const count = (list: readonly Change[], skip: "-" | "+") => list.filter(({ kind }) => kind !== skip).length;
  const [above, inside] = [changes.slice(0, start), changes.slice(start, end)];
  const range = (skip: "-" | "+") => `${count(above, skip) + (count(inside, skip) > 0 ? 1 : 0)},${count(inside, skip)}`;
  const body = inside.map(({ kind, line }) =>
    line.endsWith("\n") ? `${kind}${line}` : `${kind}${line}\n\\ No newline at end of file\n`,
  );
  return `@@ -${range("+")} +${range("-")} @@\n${body.join("")}`;
}
