import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import type { Finding } from "../../core/lint/finding.ts";
import type { Services } from "../services.ts";
import { ruleOf, toRange } from "./diagnostics.ts";
import { compatible, fixable, fixAllEdit, toWorkspaceEdit } from "./fixEdits.ts";
import { ignoreEdit } from "./ignoreComment.ts";
import { lintedDocuments } from "./lintedFiles.ts";
import type { LintService } from "./lintService.ts";
import type { LintState } from "./lintState.ts";

const fixAllKind = vscode.CodeActionKind.SourceFixAll.append("pwaf");

/** Quick fixes, the ways to ignore a finding, and “Fix all” (also on save, as `source.fixAll.pwaf`). */
export function registerCodeActions(lint: LintService, { settings }: Pick<Services, "settings">): IDisposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, context, token) {
      // The editor asks after each edit, for its light bulb: who wants to be told on save is not told by that.
      const isUnasked = context.triggerKind === vscode.CodeActionTriggerKind.Automatic && !context.only;
      if (isUnasked && settings.get("lint.run") === "onSave" && !isKnown(lint, document)) return [];
      const state = await currentState(lint, document);
      if (!state || state.report.findings.length === 0 || token.isCancellationRequested) return [];
      if (context.only?.contains(fixAllKind)) return await fixAllOnSave(lint, state);
      const here = state.report.findings.filter((finding) => toRange(finding, state.lines).intersection(range));
      const single = here.flatMap((finding) => actions(document, state, finding, context.diagnostics));
      return [...single, ...[...new Set(here.map(({ rule }) => rule))].flatMap((rule) => fixRule(lint, state, rule))];
    },
  };
  return vscode.languages.registerCodeActionsProvider(lintedDocuments, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind],
  });
}

/** Whether what was found is about the text as it is now. */
function isKnown(lint: LintService, document: vscode.TextDocument): boolean {
  return lint.state(document.uri)?.text === document.getText();
}

async function currentState(lint: LintService, document: vscode.TextDocument): Promise<LintState | undefined> {
  return isKnown(lint, document) ? lint.state(document.uri) : await lint.checkDocument(document);
}

function actions(
  document: vscode.TextDocument,
  state: LintState,
  finding: Finding,
  shown: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const { rule, fix } = finding;
  const found: vscode.CodeAction[] = [];
  if (fix) {
    const action = quickFix(fix.title);
    action.edit = toWorkspaceEdit(state, fix.edits);
    // “Auto fix” takes what is preferred without a look, so only what keeps the meaning may be.
    action.isPreferred = fix.safe;
    found.push(action);
  }
  if (finding.needsIdentity) {
    const action = commandAction("Set the product's identity and insert it", "pwaf.lint.fix", [
      document.uri,
      finding.start,
      rule,
    ]);
    action.isPreferred = true;
    found.push(action);
  }
  if (rule !== "unused-ignore") {
    const edit = ignoreEdit(document, state, finding);
    if (edit) {
      const action = quickFix(`Ignore ${rule} on this line`);
      action.edit = edit;
      found.push(action);
    }
    found.push(commandAction(`Turn ${rule} off in pwaf.json`, "pwaf.lint.turnOffRule", [document.uri, rule]));
  }
  found.push(commandAction(`Show the page of ${rule}`, "pwaf.lint.openRule", [rule]));
  const diagnostics = shown.filter(
    (diagnostic) => ruleOf(diagnostic) === rule && diagnostic.range.isEqual(toRange(finding, state.lines)),
  );
  for (const action of found) action.diagnostics = [...diagnostics];
  return found;
}

/** “Fix all of this rule”, in the file and in the workspace, where there is more than one. */
function fixRule(lint: LintService, state: LintState, rule: string): vscode.CodeAction[] {
  const ofRule = ({ report }: LintState) =>
    fixable(report.findings.filter((finding) => finding.rule === rule)).filter(({ fix }) => fix.safe);
  const inFile = compatible(ofRule(state));
  const found: vscode.CodeAction[] = [];
  if (inFile.length > 1) {
    const action = quickFix(`Fix all ${rule} problems in this file`);
    action.edit = toWorkspaceEdit(
      state,
      inFile.flatMap(({ fix }) => fix.edits),
    );
    found.push(action);
  }
  const elsewhere = [...lint.files].some((file) => file !== state && ofRule(file).length > 0);
  if (elsewhere && inFile.length > 0)
    found.push(commandAction(`Fix all ${rule} problems in the workspace…`, "pwaf.lint.fixWorkspace", [rule]));
  return found;
}

async function fixAllOnSave(lint: LintService, state: LintState): Promise<vscode.CodeAction[]> {
  const edit = await fixAllEdit(lint, state);
  if (!edit) return [];
  const action = new vscode.CodeAction("Fix all PWAF problems", fixAllKind);
  action.edit = edit;
  return [action];
}

function quickFix(title: string): vscode.CodeAction {
  return new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
}

function commandAction(title: string, command: string, args: unknown[]): vscode.CodeAction {
  const action = quickFix(title);
  action.command = { command, title, arguments: args };
  return action;
}
