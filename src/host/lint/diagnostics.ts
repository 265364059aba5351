import * as vscode from "vscode";
import type { LineIndex, TextRange } from "../../core/base/text.ts";
import type { Finding, Severity } from "../../core/lint/finding.ts";

const diagnosticSource = "pwaf";

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** @param pages folder of the rules' pages, which ship with the extension and so open without a network. */
export function toDiagnostic(finding: Finding, lines: LineIndex, pages: vscode.Uri): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(finding, lines), finding.message, severities[finding.severity]);
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: finding.rule, target: vscode.Uri.joinPath(pages, `${finding.rule}.md`) };
  if (finding.rule === "unused-ignore") diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  if (finding.rule.startsWith("ua-deprecated-")) diagnostic.tags = [vscode.DiagnosticTag.Deprecated];
  return diagnostic;
}

export function toRange({ start, end }: TextRange, lines: LineIndex): vscode.Range {
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
  return new vscode.Range(from.line, from.character, to.line, to.character);
}

/** The rule of one of our diagnostics. */
export function ruleOf({ source, code }: vscode.Diagnostic): string | undefined {
  if (source !== diagnosticSource || typeof code !== "object") return undefined;
  return String(code.value);
}
