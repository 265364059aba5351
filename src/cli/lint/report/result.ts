import type { LineIndex } from "../../../core/base/text.ts";
import type { Finding, Severity } from "../../../core/lint/finding.ts";

/** A file after its check. */
export interface CheckedFile {
  /** Relative to the working folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly findings: readonly Finding[];
}

export interface LintResult {
  /** Files with findings come with them; others are not listed. */
  readonly files: readonly CheckedFile[];
  readonly summary: {
    readonly files: number;
    readonly parsed: number;
    readonly fixed: number;
    readonly ms: number;
  };
}

export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One-based lines and columns of a finding. */
export function placeOf(lines: LineIndex, { start, end }: { readonly start: number; readonly end: number }): Place {
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
  return { line: from.line + 1, column: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 };
}

export function countBySeverity(files: readonly CheckedFile[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const { findings } of files) for (const { severity } of findings) counts[severity]++;
  return counts;
}
