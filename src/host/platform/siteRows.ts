import * as vscode from "vscode";
import type { ShownPlace, SiteRow } from "../../core/lint/report/siteRow.ts";
import { siteRow } from "../../core/lint/report/siteRow.ts";
import type { Site } from "../../core/lint/sites.ts";
import type { LintedFile, LintResults } from "../services.ts";

/** A client as a line of a report, its paths as the workspace shows them. */
export async function siteRowOf(
  { uri, lines }: LintedFile,
  site: Site,
  lint: Pick<LintResults, "locate">,
): Promise<SiteRow> {
  const { definedAt } = site.userAgent;
  let source: ShownPlace | undefined;
  if (definedAt?.path !== undefined) {
    const place = await lint.locate(uri, { ...definedAt, path: definedAt.path });
    source = place && { path: vscode.workspace.asRelativePath(place.uri), line: place.line };
  }
  return siteRow(site, vscode.workspace.asRelativePath(uri), lines, () => source);
}
