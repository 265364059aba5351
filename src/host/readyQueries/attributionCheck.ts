import * as vscode from "vscode";
import { arrivalOf, arrivalsParameters, arrivalsSql, productName } from "../../core/attribution/arrivals.ts";
import type { Arrival } from "../../core/attribution/arrivals.ts";
import { attributionReport } from "../../core/attribution/attributionReport.ts";
import type { CodePath } from "../../core/attribution/attributionReport.ts";
import type { Identity } from "../../core/identity/identity.ts";
import { isClient } from "../../core/lint/sites.ts";
import type { LintResults, Services } from "../services.ts";
import { auditProblem } from "./auditProblem.ts";

export type AttributionNeeds = Pick<Services, "identities" | "lint" | "scan" | "sql">;

const windows = [
  { label: "The last hour", hours: 1, description: "events may not have arrived yet" },
  { label: "The last 24 hours", hours: 24 },
  { label: "The last 7 days", hours: 168 },
];

/**
 * Asks the workspace which User-Agents have arrived, and compares with the call paths of the code that is open: “sent” is
 * not “counted”. Opens a report.
 */
export async function checkAttribution(needs: AttributionNeeds & Pick<Services, "reports">): Promise<void> {
  const identity = await needs.identities.ask(vscode.workspace.workspaceFolders?.[0]?.uri);
  if (identity === undefined) return;
  const name = productName(identity);
  const window = await vscode.window.showQuickPick(windows, {
    title: `Check attribution of ${name}`,
    placeHolder: "How far back?",
  });
  if (window === undefined) return;
  const report = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: "Checking attribution", cancellable: true },
    async (progress, token) =>
      await reportArrivals(identity, window.hours, needs, token, (message) => progress.report({ message })),
  );
  await needs.reports.show(`Attribution of ${name}`, report);
}

/** The report as Markdown; runs a query on the warehouse. @throws PwafError when the audit log cannot be read. */
export async function reportArrivals(
  identity: Identity,
  hours: number,
  { lint, scan, sql }: AttributionNeeds,
  token: vscode.CancellationToken,
  onStep: (what: string) => void = () => undefined,
): Promise<string> {
  onStep("reading the code…");
  if (scan.state.kind !== "finished") await scan.start();
  onStep("asking the workspace…");
  const arrivals = await readArrivals(sql, identity, hours, token);
  const target = await sql.describeTarget();
  const name = productName(identity);
  return attributionReport({ name, target, hours, at: Date.now(), paths: codePaths(lint), arrivals });
}

async function readArrivals(
  sql: Services["sql"],
  identity: Identity,
  hours: number,
  token: vscode.CancellationToken,
): Promise<readonly Arrival[]> {
  const stop = new AbortController();
  const cancelling = token.onCancellationRequested(() => stop.abort());
  try {
    const { readTexts } = await import("../../workspace/sql/readTexts.ts");
    const result = await sql.execute({ sql: arrivalsSql, parameters: arrivalsParameters(identity, hours) }, token);
    const rows = await readTexts(result, stop.signal);
    return rows.flatMap((row) => arrivalOf(row, identity) ?? []);
  } catch (error) {
    throw auditProblem(error);
  } finally {
    cancelling.dispose();
  }
}

function codePaths(lint: LintResults): CodePath[] {
  return [...lint.files].flatMap(({ uri, report, lines }) =>
    report.sites.filter(isClient).map(({ connector, range, userAgent }) => ({
      connector,
      userAgent,
      place: `${vscode.workspace.asRelativePath(uri)}:${lines.positionAt(range.start).line + 1}`,
    })),
  );
}
