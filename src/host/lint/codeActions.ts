import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import type { TextEdit } from "../../core/base/text.ts";
import type { Finding } from "../../core/lint/finding.ts";
import { fixText } from "../../core/lint/fixing.ts";
import { fileKind } from "../../core/lint/languages/fileKinds.ts";
import { ruleOf, toRange } from "./diagnostics.ts";
import { lintedDocuments, lintPath } from "./lintedFiles.ts";
import type { LintService, LintState } from "./lintService.ts";

const fixAllKind = vscode.CodeActionKind.SourceFixAll.append("pwaf");

/** Quick fixes, “Ignore on this line”, and “Fix all” (also on save, as `source.fixAll.pwaf`). */
export function registerCodeActions(lint: LintService): IDisposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, context) {
      const state = await currentState(lint, document);
      if (!state || state.report.findings.length === 0) return [];
      const wantsFixAll = context.only?.contains(fixAllKind) ?? false;
      if (wantsFixAll) return await fixAll(lint, document, state);
      const here = state.report.findings.filter((finding) => toRange(finding, state.lines).intersection(range));
      return here.flatMap((finding) => actions(document, state, finding, context.diagnostics));
    },
  };
  return vscode.languages.registerCodeActionsProvider(lintedDocuments, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind],
  });
}

async function currentState(lint: LintService, document: vscode.TextDocument): Promise<LintState | undefined> {
  const known = lint.state(document.uri);
  return known?.text === document.getText() ? known : await lint.checkDocument(document);
}

function actions(
  document: vscode.TextDocument,
  state: LintState,
  finding: Finding,
  shown: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const diagnostics = shown.filter(
    (diagnostic) => ruleOf(diagnostic) === finding.rule && diagnostic.range.isEqual(toRange(finding, state.lines)),
  );
  const found: vscode.CodeAction[] = [];
  if (finding.fix) {
    const action = new vscode.CodeAction(finding.fix.title, vscode.CodeActionKind.QuickFix);
    action.edit = toWorkspaceEdit(document.uri, state, finding.fix.edits);
    action.isPreferred = true;
    found.push(action);
  }
  if (finding.needsIdentity) {
    const title = "Set the product's identity and insert it";
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = {
      command: "pwaf.lint.applyIdentityFix",
      title,
      arguments: [document.uri, finding.start, finding.rule],
    };
    action.isPreferred = true;
    found.push(action);
  }
  if (finding.rule !== "unused-ignore") found.push(ignoreAction(document, state, finding));
  for (const action of found) action.diagnostics = [...diagnostics];
  return found;
}

/** Writes the comment on its own line above: behind the code it could end up inside a value. */
function ignoreAction(document: vscode.TextDocument, state: LintState, finding: Finding): vscode.CodeAction {
  const { line } = state.lines.positionAt(finding.start);
  const { text } = document.lineAt(line);
  const indent = text.slice(0, text.length - text.trimStart().length);
  const kind = fileKind(lintPath(document) ?? "");
  const sign = kind === "javascript" || kind === "typescript" || kind === "tsx" ? "//" : "#";
  const eol = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
  const action = new vscode.CodeAction(`Ignore ${finding.rule} on this line`, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.insert(
    document.uri,
    new vscode.Position(line, 0),
    `${indent}${sign} pwaf-ignore ${finding.rule}: say why${eol}`,
  );
  return action;
}

async function fixAll(
  lint: LintService,
  document: vscode.TextDocument,
  state: LintState,
): Promise<vscode.CodeAction[]> {
  const { text, fixed } = await fixText(
    state.text,
    async (current) => (await lint.tryText(document, current)).findings,
  );
  if (fixed === 0) return [];
  const action = new vscode.CodeAction("Fix all PWAF problems", fixAllKind);
  action.edit = toWorkspaceEdit(document.uri, state, [difference(state.text, text)]);
  return [action];
}

/** The one edit that leads from a text to another: what lies between their common beginning and end. */
function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

export function toWorkspaceEdit(uri: vscode.Uri, state: LintState, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const workspaceEdit = new vscode.WorkspaceEdit();
  for (const edit of edits) workspaceEdit.replace(uri, toRange(edit, state.lines), edit.text);
  return workspaceEdit;
}
