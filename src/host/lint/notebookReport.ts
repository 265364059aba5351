import * as vscode from "vscode";
import { LineIndex } from "../../core/base/text.ts";
import type { FileReport } from "../../core/lint/fileReport.ts";
import type { Site } from "../../core/lint/sites.ts";
import { JoinedCells } from "./joinedCells.ts";
import type { LintState } from "./lintState.ts";

/** A notebook that is open, as one text for the engine. */
export interface OpenNotebook {
  readonly document: vscode.NotebookDocument;
  /** The cells that hold Python, in their order. */
  readonly cells: readonly vscode.TextDocument[];
  readonly joined: JoinedCells;
}

export function openNotebook(document: vscode.NotebookDocument): OpenNotebook {
  const cells = document
    .getCells()
    .filter((cell) => cell.kind === vscode.NotebookCellKind.Code && cell.document.languageId === "python")
    .map((cell) => cell.document);
  return { document, cells, joined: new JoinedCells(cells.map((cell) => cell.getText())) };
}

/** The report of a notebook as reports of its cells. */
export function cellStates(notebook: OpenNotebook, report: FileReport, hasIdentity: boolean): LintState[] {
  const { document, cells, joined } = notebook;
  const placed = report.findings.flatMap((finding) => joined.toFinding(finding) ?? []);
  return cells.map((cell, index) => {
    const findings = placed.filter((item) => item.cell === index).map(({ finding }) => finding);
    const sites = report.sites.flatMap((site) => siteInCell(site, joined, index));
    const text = cell.getText();
    return {
      uri: cell.uri,
      // No name that the engine knows: a cell is never checked by itself.
      path: `${cell.uri.path}#${cell.uri.fragment}`,
      text,
      lines: new LineIndex(text),
      report: { findings, ignored: [], sites, parsed: findings.length + sites.length > 0 },
      hasIdentity,
      notebook: document,
    };
  });
}

/** A site with the places that can be shown in its own cell; what is written in another one has no place here. */
function siteInCell(site: Site, joined: JoinedCells, cell: number): Site[] {
  const range = joined.toCell(site.range);
  if (range?.cell !== cell) return [];
  const { status, value, definedAt } = site.userAgent;
  const source = definedAt && definedAt.path === undefined ? joined.toCell(definedAt) : definedAt;
  const isShown = source && (!("cell" in source) || source.cell === cell);
  const userAgent = { status, values: [], ...(value === undefined ? {} : { value }) };
  return [{ ...site, range, userAgent: { ...userAgent, ...(isShown ? { definedAt: source } : {}) } }];
}
