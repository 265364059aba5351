import type { TextRange } from "../../core/base/text.ts";
import type { Finding } from "../../core/lint/finding.ts";
import { connectorNames, verdictOf } from "../../core/lint/report/names.ts";
import type { Verdict } from "../../core/lint/report/names.ts";
import type { Site } from "../../core/lint/sites.ts";
import { isClient } from "../../core/lint/sites.ts";
import type { LintedFile } from "../services.ts";

/** A place in the code where a Databricks client is made or used, with what the rules say about it. */
export interface CallPath {
  /** Stays the same while the file is edited, as long as the order of its calls does. */
  readonly id: string;
  readonly file: LintedFile;
  readonly site: Site;
  /** 1-based. */
  readonly line: number;
  /** As the workspace shows the file, with forward slashes. */
  readonly shownPath: string;
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
}

export interface CallPathFilter {
  readonly gapsOnly: boolean;
  /** Part of a path, a client's name, a User-Agent or a rule; without regard to case. Empty for all. */
  readonly text: string;
}

export const noFilter: CallPathFilter = { gapsOnly: false, text: "" };

/** All call paths of some files, in the order of their paths and lines. */
export function callPathsOf(files: Iterable<LintedFile>, shownPath: (file: LintedFile) => string): CallPath[] {
  const paths = [...files].flatMap((file) =>
    file.report.sites.filter(isClient).map((site, index) => callPath(file, site, index)),
  );
  return paths.sort((a, b) => compare(a.shownPath, b.shownPath) || a.site.range.start - b.site.range.start);

  function callPath(file: LintedFile, site: Site, index: number): CallPath {
    const findings = file.report.findings.filter((finding) => concerns(finding, site));
    const isWrong = findings.some(({ severity }) => severity !== "info");
    return {
      id: `${file.uri.toString()}#${index}`,
      file,
      site,
      line: file.lines.positionAt(site.range.start).line + 1,
      shownPath: shownPath(file),
      findings,
      verdict: isWrong ? "gap" : verdictOf(site),
    };
  }
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Whether a finding speaks about a call: about its name, one of its options, or the text its User-Agent comes from. */
function concerns(finding: Finding, { range, userAgent, options }: Site): boolean {
  const { definedAt, values, deprecated } = userAgent;
  const places: (TextRange | undefined)[] = [
    range,
    definedAt?.path === undefined ? definedAt : undefined,
    deprecated?.range,
    ...values.map((value) => value.range),
    ...options.names.map((name) => options.get(name)?.range),
  ];
  return places.some((place) => place !== undefined && finding.start < place.end && place.start < finding.end);
}

export function passes({ site, shownPath, findings, verdict }: CallPath, { gapsOnly, text }: CallPathFilter): boolean {
  if (gapsOnly && verdict !== "gap") return false;
  const words = [shownPath, connectorNames[site.connector], site.connector, site.userAgent.value ?? ""];
  const all = [...words, ...findings.map(({ rule }) => rule)].join("\n").toLowerCase();
  return all.includes(text.toLowerCase());
}

/** The finding that “Fix” mends first: a safe fix before one that waits for the identity, before a suggestion. */
export function fixableFinding({ findings }: CallPath): Finding | undefined {
  return (
    findings.find(({ fix }) => fix?.safe) ??
    findings.find(({ needsIdentity }) => needsIdentity) ??
    findings.find(({ fix }) => fix)
  );
}
