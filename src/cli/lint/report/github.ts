import type { LintResult } from "./result.ts";
import { placeOf } from "./result.ts";

const levels = { error: "error", warning: "warning", info: "notice" } as const;

/** Workflow commands, which GitHub shows as annotations of a pull request. */
export function githubReport({ files }: LintResult): string {
  return files
    .flatMap(({ path, lines, findings }) =>
      findings.map((finding) => {
        const { line, column, endLine, endColumn } = placeOf(lines, finding);
        const properties = { file: path, line, endLine, col: column, endColumn, title: finding.rule };
        const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
        return `::${levels[finding.severity]} ${list.join(",")}::${escapeMessage(finding.message)}\n`;
      }),
    )
    .join("");
}

function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
