import type { DoctorReport } from "../report.ts";
import { summary } from "./text.ts";

/** The report as Markdown, to put into an issue or a mail. It holds no secret. */
export function markdownReport({ subject, host, findings, passed, values, clients }: DoctorReport): string {
  const lines = [
    "# Sign-in report",
    "",
    `${escaped(subject)}${host === undefined ? "" : `, ${escaped(host)}`}. ${summary(findings)}`,
    "",
  ];
  for (const { severity, title, detail, advice, places } of findings) {
    lines.push(`- **${severity}** ${escaped(title)}${detail === undefined ? "" : ` ${escaped(detail)}`}`);
    lines.push(`  - Do: ${escaped(advice)}`);
    const found = [...new Set(places.map(({ label }) => label))];
    if (found.length > 0) lines.push(`  - In: ${escaped(found.join(", "))}`);
  }
  lines.push(...passed.map((text) => `- ok: ${escaped(text)}`));
  lines.push("", "## How each client signs in", "", "| Client | Reads | Signs in |", "| --- | --- | --- |");
  lines.push(...clients.map(({ client, reads, signsIn }) => row(client, reads, signsIn)));
  if (values.length > 0) {
    lines.push(
      "",
      "## Where values come from",
      "",
      "| Setting | Value | Place | Standing |",
      "| --- | --- | --- | --- |",
    );
    for (const { name, places } of values) {
      lines.push(...places.map(({ shown, source, standing }) => row(`\`${name}\``, shown, source.label, standing)));
    }
  }
  return `${lines.join("\n")}\n`;
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => escaped(cell).replaceAll("|", "\\|")).join(" | ")} |`;
}

/** Names and values come from files that anybody may have written. Code spans stay. */
function escaped(text: string): string {
  return text.replace(/[\r\n]+/g, " ").replace(/[<>[\]*]/g, "\\$&");
}
