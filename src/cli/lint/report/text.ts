import type { Severity } from "../../../core/lint/finding.ts";
import type { LintResult, SuppressedFinding } from "./result.ts";
import { count, countBySeverity, countedSeverities, placeOf } from "./result.ts";

export type Paint = (text: string, style: "bold" | "dim" | "red" | "yellow" | "blue" | "green") => string;

const codes = { bold: 1, dim: 2, red: 31, yellow: 33, blue: 34, green: 32 } as const;

/** Colours for terminals; https://no-color.org and FORCE_COLOR have the last word. */
export function paintFor(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): Paint {
  const set = (name: string) => (env[name] ?? "") !== "";
  const coloured =
    !set("NO_COLOR") && ((set("FORCE_COLOR") && env["FORCE_COLOR"] !== "0") || (isTerminal && env["TERM"] !== "dumb"));
  return coloured ? (text, style) => `\x1b[${codes[style]}m${text}\x1b[0m` : (text) => text;
}

const styles = { error: "red", warning: "yellow", info: "blue" } as const satisfies Record<Severity, string>;

export function textReport({ files, summary }: LintResult, paint: Paint): string {
  const blocks = files
    .filter(({ findings }) => findings.length > 0)
    .map(({ path, lines, findings }) => {
      const rows = findings.map((finding) => {
        const { line, column } = placeOf(lines, finding);
        return { place: `${line}:${column}`, finding };
      });
      const width = Math.max(...rows.map(({ place }) => place.length));
      const printed = rows.map(
        ({ place, finding: { severity, message, rule } }) =>
          `  ${paint(place.padStart(width), "dim")}  ${paint(severity.padEnd(7), styles[severity])}  ${printable(message)}  ${paint(rule, "dim")}`,
      );
      return `${paint(printable(path), "bold")}\n${printed.join("\n")}\n\n`;
    });
  return `${blocks.join("")}${conclusion({ files, summary }, paint)}\n`;
}

function conclusion({ files, summary }: Pick<LintResult, "files" | "summary">, paint: Paint): string {
  const counts = countBySeverity(files);
  const total = counts.error + counts.warning + counts.info;
  const fixed = summary.fixed > 0 ? `${count(summary.fixed, "problem")} fixed. ` : "";
  const isKnown = ({ by }: SuppressedFinding) => by === "baseline";
  const known = files.reduce((sum, { suppressed }) => sum + suppressed.filter(isKnown).length, 0);
  const beside = known > 0 ? [`${count(known, "known problem")} left out by the baseline.`] : [];
  if (total === 0) {
    const clean =
      summary.parsed === 0
        ? "No file with Databricks code was found."
        : `${fixed}No problems in ${count(summary.parsed, "file")} with Databricks code.`;
    return [paint(clean, "green"), ...beside].join("\n");
  }
  const parts = countedSeverities(counts).filter((part) => !part.startsWith("0 "));
  const findings = files.flatMap((file) => file.findings);
  const fixable = findings.filter(({ fix }) => fix?.safe === true).length;
  const suggested = findings.filter(({ fix }) => fix?.safe === false).length;
  const waiting = findings.filter(({ needsIdentity }) => needsIdentity).length;
  const hints = [
    ...(fixable > 0 ? [`${fixable} can be fixed with --fix.`] : []),
    ...(suggested > 0
      ? [
          `${suggested} ${suggested === 1 ? "has" : "have"} a quick fix in the editor, which --fix leaves to you: the program might do something else then.`,
        ]
      : []),
    ...(waiting > 0
      ? [`${waiting} can be fixed once pwaf.json names your product: {"isv": "…", "product": "…", "version": "…"}`]
      : []),
  ];
  const left = `${count(total, "problem")}${summary.fixed > 0 ? " left" : ""}`;
  const head = paint(`${fixed}${left} (${parts.join(", ")})`, counts.error > 0 ? "red" : "yellow");
  return [head, ...hints, ...beside].join("\n");
}

/** Names and messages may come from anyone's files: control characters would talk to the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "?");
}
