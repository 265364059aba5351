import { authNames, connectorNames, userAgentNames, verdictOf } from "./names.ts";
import type { Verdict } from "./names.ts";
import type { ShownPlace, SiteRow } from "./siteRow.ts";

const signs: Readonly<Record<Verdict, string>> = { tagged: "✓", gap: "✗", unclear: "?" };

const head = `| | Place | Client | User-Agent | Set at | Authentication |
| --- | --- | --- | --- | --- | --- |
`;

/** The inventory of clients that a reviewer asks for, as a Markdown document. Rows keep their order. */
export function sitesMarkdown(rows: readonly SiteRow[]): string {
  const title = "## Databricks clients\n\n";
  if (rows.length === 0) return `${title}None found.\n`;
  return `${title}${summary(rows)}\n\n${head}${rows.map(siteLine).join("")}`;
}

/** One client as a table of one row, for a message or a ticket. */
export function siteMarkdown(row: SiteRow): string {
  return `${head}${siteLine(row)}`;
}

function siteLine(row: SiteRow): string {
  const { userAgent, auth, connector } = row;
  const value = userAgent.value === undefined ? userAgentNames[userAgent.status] : code(userAgent.value);
  const shown = userAgent.status === "set-invalid" && userAgent.value !== undefined ? `${value} (not valid)` : value;
  const cells = [
    signs[verdictOf(row)],
    code(placeText(row)),
    connectorNames[connector],
    shown,
    userAgent.definedAt ? code(placeText(userAgent.definedAt)) : "",
    authNames[auth.kind],
  ];
  return `| ${cells.join(" | ")} |\n`;
}

function summary(rows: readonly SiteRow[]): string {
  const count = (verdict: Verdict) => rows.filter((row) => verdictOf(row) === verdict).length;
  const files = new Set(rows.map(({ path }) => path)).size;
  const clients = `${rows.length} ${rows.length === 1 ? "client" : "clients"} in ${files} ${files === 1 ? "file" : "files"}`;
  return `${clients}: ${count("tagged")} tagged, ${count("gap")} not, ${count("unclear")} whose User-Agent the code does not tell.`;
}

function placeText({ path, line }: ShownPlace): string {
  return `${path}:${line}`;
}

/** A code span for a cell of a table: bars are escaped, and the fence is longer than any run of back ticks inside. */
function code(text: string): string {
  const fence = "`".repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)));
  const content = text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ");
  return fence.length > 1 ? `${fence} ${content} ${fence}` : `${fence}${content}${fence}`;
}
