import * as vscode from "vscode";
import type { TextEdit } from "../../core/base/text.ts";
import { difference } from "../../core/base/text.ts";
import type { Finding, Fix } from "../../core/lint/finding.ts";
import { fixText } from "../../core/lint/fixing.ts";
import type { LintedFile } from "../services.ts";
import { toRange } from "./diagnostics.ts";
import type { LintService } from "./lintService.ts";
import type { LintState } from "./lintState.ts";

export type Fixable = Finding & { readonly fix: Fix };

export function fixable(findings: readonly Finding[]): Fixable[] {
  return findings.filter((finding): finding is Fixable => finding.fix !== undefined);
}

export function toWorkspaceEdit(file: LintedFile, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const workspaceEdit = new vscode.WorkspaceEdit();
  for (const edit of edits) workspaceEdit.replace(file.uri, toRange(edit, file.lines), edit.text);
  return workspaceEdit;
}

/** The edit that applies every safe fix of a file, also those that another fix uncovers. Undefined when there is none. */
export async function fixAllEdit(lint: LintService, state: LintState): Promise<vscode.WorkspaceEdit | undefined> {
  const { text, fixed } = await fixText(state.text, async (current) =>
    current === state.text ? state.report.findings : (await lint.tryText(state, current)).findings,
  );
  return fixed === 0 ? undefined : toWorkspaceEdit(state, [difference(state.text, text)]);
}

/** Fixes of which no two touch the same place; the first of those that do wins. */
export function compatible(findings: readonly Fixable[]): Fixable[] {
  const taken: TextEdit[] = [];
  return findings.filter(({ fix: { edits } }) => {
    if (edits.some((edit) => taken.some((other) => edit.start <= other.end && other.start <= edit.end))) return false;
    taken.push(...edits);
    return true;
  });
}
