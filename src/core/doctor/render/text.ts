import type { DoctorReport, Finding, Severity } from "../report.ts";

/** Colours a part of the report for a terminal, or leaves it as it is. */
export type Paint = (text: string, style: Severity | "title" | "muted") => string;

/** The report for a terminal. */
export function textReport(report: DoctorReport, paint: Paint = (text) => text): string {
  const { subject, host, findings, passed, values, clients } = report;
  const title = `${upperFirst(subject)}${host === undefined ? "" : `: ${host}`}`;
  const sections = [
    [paint(title, "title")],
    ...findings.map((finding) => findingLines(finding, paint)),
    passed.map((text) => `  ok  ${text}`),
    [
      paint("How each client signs in", "title"),
      ...clients.flatMap(({ client, reads, signsIn }) => [`  ${client}`, `      reads ${reads}; ${signsIn}`]),
    ],
    values.length === 0
      ? []
      : [
          paint("Where values come from", "title"),
          ...values.flatMap(({ name, places }) => [
            `  ${name}`,
            ...places.map(
              ({ source, shown, standing }) =>
                `      ${standing.padEnd(11)} ${shown}  ${paint(`(${source.label})`, "muted")}`,
            ),
          ]),
        ],
    [summary(findings)],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

/** `2 errors, 1 warning`. */
export function summary(findings: readonly Finding[]): string {
  const count = (severity: Severity, noun: string) => {
    const { length } = findings.filter((finding) => finding.severity === severity);
    return length === 0 ? [] : [`${length} ${length === 1 || noun === "for information" ? noun : `${noun}s`}`];
  };
  const parts = [...count("error", "error"), ...count("warning", "warning"), ...count("info", "for information")];
  return parts.length === 0 ? "Nothing is wrong." : parts.join(", ");
}

function findingLines({ severity, title, detail, advice, places }: Finding, paint: Paint): string[] {
  const found = [...new Set(places.map(({ label }) => label))];
  return [
    `${paint(severity, severity)}  ${title}`,
    ...(detail === undefined ? [] : [`  ${detail}`]),
    `  → ${advice}`,
    ...(found.length === 0 ? [] : [paint(`  in ${found.join(", ")}`, "muted")]),
  ];
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
