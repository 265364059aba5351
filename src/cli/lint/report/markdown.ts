import type { LintResult } from "./result.ts";
import { countBySeverity, placeOf } from "./result.ts";

/** A table for a pull request or a review. */
export function markdownReport({ files, summary }: LintResult): string {
  const counts = countBySeverity(files);
  const rows = files.flatMap(({ path, lines, findings }) =>
    findings.map((finding) => {
      const { line, column } = placeOf(lines, finding);
      return `| ${cell(`${path}:${line}:${column}`)} | ${finding.severity} | \`${finding.rule}\` | ${cell(finding.message)} |\n`;
    }),
  );
  const found = [count(counts.error, "error"), count(counts.warning, "warning"), count(counts.info, "hint")].join(", ");
  const head = `## PWAF check\n\n${found} in ${count(summary.files, "file")} with Databricks code.\n`;
  if (rows.length === 0) return head;
  return `${head}\n| Place | Severity | Rule | Problem |\n| --- | --- | --- | --- |\n${rows.join("")}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

function cell(text: string): string {
  return text.replace(/[\\|]/g, "\\$&").replaceAll("\n", " ").replaceAll("<", "&lt;");
}
