import { rulePage } from "../../../core/lint/rule.ts";
import type { LintResult } from "./result.ts";
import { countBySeverity, placeOf } from "./result.ts";

/** A table for a pull request or a review. */
export function markdownReport({ files, summary }: LintResult): string {
  const counts = countBySeverity(files);
  const rows = files.flatMap(({ path, lines, findings }) =>
    findings.map((finding) => {
      const { line, column } = placeOf(lines, finding);
      return `| ${cell(`${path}:${line}:${column}`)} | ${finding.severity} | [${finding.rule}](${rulePage(finding.rule)}) | ${cell(finding.message)} |\n`;
    }),
  );
  const head = `## PWAF check\n\n${counts.error} errors, ${counts.warning} warnings, ${counts.info} hints in ${summary.files} files with Databricks code.\n`;
  if (rows.length === 0) return head;
  return `${head}\n| Place | Severity | Rule | Problem |\n| --- | --- | --- | --- |\n${rows.join("")}`;
}

function cell(text: string): string {
  return text.replace(/[\\|]/g, "\\$&").replaceAll("\n", " ").replaceAll("<", "&lt;");
}
