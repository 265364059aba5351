import type { LineIndex } from "../../../core/base/text.ts";
import type { Finding, Severity } from "../../../core/lint/finding.ts";

/** A file after its check. */
export interface CheckedFile {
  /** Relative to the working folder, with forward slashes. */
  readonly path: string;
  readonly absolute: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly findings: readonly Finding[];
  /** What was found and is not to be reported. */
  readonly suppressed: readonly SuppressedFinding[];
}

export interface SuppressedFinding {
  readonly finding: Finding;
  /** An ignore comment in the file, or the baseline. */
  readonly by: "comment" | "baseline";
}

export interface LintResult {
  /** In the order of their paths; files without a finding, suppressed or not, are not listed. */
  readonly files: readonly CheckedFile[];
  /** What could not be read or written, in words: the result is not complete. */
  readonly failures: readonly string[];
  readonly summary: {
    /** That were read. */
    readonly files: number;
    /** That hold Databricks code. */
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

/** `1 error`, `2 warnings`, `3 infos`: the words of the reports' own column. */
export function countedSeverities({ error, warning, info }: Record<Severity, number>): string[] {
  return [count(error, "error"), count(warning, "warning"), count(info, "info")];
}

/** `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
