import { createHash } from "node:crypto";
import { rules } from "../../../core/lint/registry.ts";
import { fingerprint } from "../baseline.ts";
import type { CheckedFile, LintResult, Place } from "./result.ts";
import { placeOf } from "./result.ts";

const levels = { error: "error", warning: "warning", info: "note" } as const;

/** SARIF 2.1.0, for code scanning. Schema: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export function sarifReport({ files }: LintResult, version: string): string {
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "pwaf",
            semanticVersion: version,
            rules: rules.map(({ id, summary, severity }) => ({
              id,
              shortDescription: { text: summary },
              defaultConfiguration: { level: levels[severity] },
            })),
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { SRCROOT: { description: { text: "The folder in which pwaf was run." } } },
        results: files.flatMap(results),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function results(file: CheckedFile): unknown[] {
  const artifactLocation = { uri: encodeURI(file.path), uriBaseId: "SRCROOT" };
  return file.findings.map((finding) => ({
    ruleId: finding.rule,
    ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: { artifactLocation, region: region(placeOf(file.lines, finding)) } }],
    partialFingerprints: { "pwafLine/v1": createHash("sha256").update(fingerprint(file, finding)).digest("hex") },
    ...(finding.fix
      ? {
          fixes: [
            {
              description: { text: finding.fix.title },
              artifactChanges: [
                {
                  artifactLocation,
                  replacements: finding.fix.edits.map((edit) => ({
                    deletedRegion: region(placeOf(file.lines, edit)),
                    insertedContent: { text: edit.text },
                  })),
                },
              ],
            },
          ],
        }
      : {}),
  }));
}

function region({ line, column, endLine, endColumn }: Place): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}
