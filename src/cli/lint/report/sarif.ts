import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { Finding, Severity } from "../../../core/lint/finding.ts";
import { rules } from "../../../core/lint/registry.ts";
import type { Rule } from "../../../core/lint/rule.ts";
import { fingerprint } from "../fingerprint.ts";
import type { CheckedFile, LintResult, Place, SuppressedFinding } from "./result.ts";
import { placeOf } from "./result.ts";
import { rulePage } from "./rulePage.ts";

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** How GitHub names severities; it reads them from the properties of rules. */
const problemSeverities: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "recommendation",
};

/** The base that all paths are relative to; code scanning takes it for the root of the repository. */
const base = "%SRCROOT%";

export interface SarifOptions {
  /** Of this program. */
  readonly version: string;
  /** The path from the root of the repository, with forward slashes; absolute for a file outside. */
  readonly locate: (absolute: string) => string;
}

/**
 * SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/
 * What GitHub makes of it: github/docs, `sarif-support-for-code-scanning.md`.
 */
export function sarifReport({ files, failures }: LintResult, { version, locate }: SarifOptions): string {
  const notifications = failures.map((text) => ({ level: "error", message: { text } }));
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "pwaf", semanticVersion: version, rules: rules.map(descriptor) } },
        invocations: [
          {
            executionSuccessful: failures.length === 0,
            ...(notifications.length > 0 ? { toolExecutionNotifications: notifications } : {}),
          },
        ],
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [base]: { description: { text: "The root of the repository." } } },
        results: files.flatMap((file) => results(file, locate)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor({ id, summary, severity, onByDefault }: Rule): object {
  const page = rulePage(id);
  return {
    id,
    shortDescription: { text: summary },
    ...(page ? { fullDescription: { text: page.why }, help: { text: page.why, markdown: page.markdown } } : {}),
    defaultConfiguration: { level: levels[severity], ...(onByDefault === false ? { enabled: false } : {}) },
    properties: { tags: ["databricks", "pwaf"], "problem.severity": problemSeverities[severity] },
  };
}

function results(file: CheckedFile, locate: (absolute: string) => string): object[] {
  const artifactLocation = location(locate(file.absolute));
  const seen = new Map<string, number>();
  const all: { finding: Finding; by?: SuppressedFinding["by"] }[] = [
    ...file.findings.map((finding) => ({ finding })),
    ...file.suppressed,
  ];
  return all
    .sort((a, b) => a.finding.start - b.finding.start)
    .map(({ finding, by }) => {
      const print = fingerprint(file, finding);
      const nth = (seen.get(print) ?? 0) + 1;
      seen.set(print, nth);
      return {
        ruleId: finding.rule,
        ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
        level: levels[finding.severity],
        message: { text: finding.message },
        locations: [{ physicalLocation: { artifactLocation, region: region(placeOf(file.lines, finding)) } }],
        partialFingerprints: { "pwafLine/v1": `${print}:${nth}` },
        // An empty list says that nothing suppresses a result, where others of the run are suppressed.
        suppressions: by === undefined ? [] : [suppression(by)],
        ...(finding.fix ? { fixes: [fix(finding.fix, artifactLocation, file)] } : {}),
      };
    });
}

function suppression(by: SuppressedFinding["by"]): object {
  return by === "comment"
    ? { kind: "inSource", justification: "An ignore comment in the file." }
    : { kind: "external", justification: "Known to the baseline." };
}

function fix({ title, edits }: NonNullable<Finding["fix"]>, artifactLocation: object, { lines }: CheckedFile): object {
  const replacements = edits.map((edit) => ({
    deletedRegion: region(placeOf(lines, edit)),
    insertedContent: { text: edit.text },
  }));
  return { description: { text: title }, artifactChanges: [{ artifactLocation, replacements }] };
}

/** Every character that has a meaning in a URI is escaped, `#` and `?` too. */
function location(path: string): { readonly uri: string; readonly uriBaseId?: string } {
  if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
  return { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: base };
}

function region({ line, column, endLine, endColumn }: Place): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}
