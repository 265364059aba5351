import type { LintResult } from "./result.ts";
import { countBySeverity, placeOf } from "./result.ts";

/** The machine-readable report; its shape is a contract with tools. */
export function jsonReport({ files, summary }: LintResult): string {
  const counts = countBySeverity(files);
  const report = {
    version: 1,
    files: files
      .filter(({ findings }) => findings.length > 0)
      .map(({ path, lines, findings }) => ({
        path,
        findings: findings.map(({ rule, severity, message, start, end, fix, needsIdentity }) => ({
          rule,
          severity,
          message,
          ...placeOf(lines, { start, end }),
          ...(fix ? { fix: { title: fix.title, safe: fix.safe, edits: fix.edits } } : {}),
          ...(needsIdentity ? { needsIdentity } : {}),
        })),
      })),
    summary: {
      files: summary.files,
      parsed: summary.parsed,
      errors: counts.error,
      warnings: counts.warning,
      infos: counts.info,
      fixed: summary.fixed,
      ms: summary.ms,
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
