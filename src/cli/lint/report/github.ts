import type { Severity } from "../../../core/lint/finding.ts";
import type { LintResult } from "./result.ts";
import { count, placeOf } from "./result.ts";

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/** GitHub shows so many annotations of each level and step; the rest stays in the log. */
const shownPerLevel = 10;

/**
 * Workflow commands, which GitHub shows as annotations of a pull request.
 * Source: github/docs, `workflow-commands-for-github-actions.md`; escapes as in actions/toolkit, `command.ts`.
 * @param locate the path from the root of the repository, which is where GitHub looks for files
 */
export function githubReport({ files }: LintResult, locate: (absolute: string) => string): string {
  const found = files.flatMap((file) => file.findings.map((finding) => ({ file, finding })));
  const commands = found.map(({ file, finding }) => {
    const { line, column, endLine, endColumn } = placeOf(file.lines, finding);
    // Columns of an annotation over several lines make GitHub refuse it.
    const columns = line === endLine ? { col: column, endColumn } : {};
    const properties = { file: locate(file.absolute), line, endLine, ...columns, title: finding.rule };
    const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
    return `::${levels[finding.severity]} ${list.join(",")}::${escapeMessage(finding.message)}\n`;
  });
  const hidden = (["error", "warning", "info"] as const)
    .map((severity) => found.filter(({ finding }) => finding.severity === severity).length - shownPerLevel)
    .reduce((sum, more) => sum + Math.max(0, more), 0);
  const note = `${count(hidden, "problem")} more than GitHub shows as annotations; all of them stand in this log.\n`;
  return commands.join("") + (hidden > 0 ? note : "");
}

function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
