import type { LineIndex } from "../../core/base/text.ts";
import type { Finding, Severity } from "../../core/lint/finding.ts";
import { severityRank } from "../../core/lint/finding.ts";
import { authNames, connectorNames, userAgentNames } from "../../core/lint/report/names.ts";
import type { SiteRow } from "../../core/lint/report/siteRow.ts";

/** A checked file, as a model reads of it. */
export interface CheckedFile {
  readonly path: string;
  readonly findings: readonly Finding[];
  readonly lines: LineIndex;
}

/** More would fill the memory of a model with what it does not get to. */
const mostFindings = 60;
const mostRows = 200;

/**
 * Findings in lines of text, the gravest first, each with its place, the page of its rule and what would mend it.
 * @param pageOf address of a rule's page
 */
export function findingsText(files: readonly CheckedFile[], pageOf: (rule: string) => string): string {
  const all = files
    .flatMap(({ findings, ...file }) => findings.map((finding) => ({ ...file, finding })))
    .sort((a, b) => severityRank[b.finding.severity] - severityRank[a.finding.severity]);
  if (all.length === 0) return "No findings.";
  const lines = all.slice(0, mostFindings).map(({ path, lines: index, finding }) => {
    const { line, character } = index.positionAt(finding.start);
    const head = `${path}:${line + 1}:${character + 1} ${finding.severity} ${finding.rule}: ${finding.message}`;
    return [head, ...fixText(finding, index), `  Rule: ${pageOf(finding.rule)}`].join("\n");
  });
  const more = all.length > mostFindings ? [`… and ${all.length - mostFindings} more.`] : [];
  return [summary(all.map(({ finding }) => finding.severity)), ...lines, ...more].join("\n\n");
}

function summary(severities: readonly Severity[]): string {
  const counts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = severities.filter((one) => one === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 || severity === "info" ? "" : "s"}`];
  });
  return `${severities.length} ${severities.length === 1 ? "finding" : "findings"}: ${counts.join(", ")}.`;
}

function fixText({ fix, needsIdentity }: Finding, lines: LineIndex): string[] {
  if (needsIdentity === true)
    return ["  Fix: there is one once the product is named in pwaf.json (isv, product, version)."];
  if (fix === undefined) return [];
  const edits = fix.edits.map(({ start, end, text }) => {
    const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
    const place = (at: typeof from) => `${at.line + 1}:${at.character + 1}`;
    if (start === end) return `    at ${place(from)} insert ${JSON.stringify(text)}`;
    return `    replace ${place(from)} to ${place(to)} by ${JSON.stringify(text)}`;
  });
  return [`  Fix (${fix.safe ? "safe" : "look at it"}): ${fix.title}`, ...edits];
}

/** The places that reach Databricks, one in a line: where, by which client, under which name, signed in how. */
export function callPathsText(rows: readonly SiteRow[]): string {
  if (rows.length === 0) return "No client of Databricks was found.";
  const lines = rows.slice(0, mostRows).map(({ path, line, column, connector, userAgent, auth }) => {
    const { status, value, definedAt } = userAgent;
    const from = definedAt === undefined ? "" : ` (defined at ${definedAt.path}:${definedAt.line})`;
    const name =
      value === undefined ? userAgentNames[status] : `${value}${status === "set-valid" ? "" : ", not valid"}`;
    return `${path}:${line}:${column} ${connectorNames[connector]}; User-Agent: ${name}${from}; signs in by ${authNames[auth.kind]}`;
  });
  return [...lines, ...(rows.length > mostRows ? [`… and ${rows.length - mostRows} more.`] : [])].join("\n");
}
