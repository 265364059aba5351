import type { LintResult } from "./result.ts";
import { count, countBySeverity, countedSeverities, placeOf } from "./result.ts";

/** A table for a pull request or a review. */
export function markdownReport({ files, summary, failures }: LintResult): string {
  const counts = countBySeverity(files);
  const rows = files.flatMap(({ path, lines, findings }) =>
    findings.map((finding) => {
      const { line, column } = placeOf(lines, finding);
      return `| ${code(`${path}:${line}:${column}`)} | ${finding.severity} | \`${finding.rule}\` | ${cell(finding.message)} |\n`;
    }),
  );
  const found = countedSeverities(counts).join(", ");
  const missing = failures.map((failure) => `\n- ${cell(failure)}`).join("");
  const head = `## PWAF check\n\n${found} in ${count(summary.parsed, "file")} with Databricks code.\n`;
  const incomplete = missing === "" ? "" : `\nNot complete:\n${missing}\n`;
  const table = `\n| Place | Severity | Rule | Problem |\n| --- | --- | --- | --- |\n${rows.join("")}`;
  return `${head}${incomplete}${rows.length === 0 ? "" : table}`;
}

/** A path as a code span, so that `__init__.py` stays what it is. */
function code(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  return `${fence}${text.replaceAll("|", "\\|").replaceAll(/\s/g, " ")}${fence}`;
}

/** Text of a table cell. Code spans keep their characters; only a bar must be escaped everywhere. */
function cell(text: string): string {
  return text
    .replaceAll("|", "\\|")
    .replaceAll(/\s+/g, " ")
    .replace(/`[^`]*`|[<*_]/g, (part) => (part.length > 1 ? part : part === "<" ? "&lt;" : `\\${part}`));
}
