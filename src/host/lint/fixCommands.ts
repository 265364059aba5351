import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { PwafError } from "../../core/base/errors.ts";
import type { Services } from "../services.ts";
import { toRange } from "./diagnostics.ts";
import type { Fixable } from "./fixEdits.ts";
import { compatible, fixable, fixAllEdit, toWorkspaceEdit } from "./fixEdits.ts";
import type { LintService } from "./lintService.ts";
import type { LintState } from "./lintState.ts";
import { counted } from "./words.ts";

/** Fixing one finding, a file, and the workspace with a look at it first. */
export function registerFixCommands(
  lint: LintService,
  { commands, identities }: Pick<Services, "commands" | "identities">,
): IDisposable {
  const store = new DisposableStore();
  store.add(
    commands.register("pwaf.lint.fix", (uri: vscode.Uri, start: number, rule: string) =>
      fixOne(lint, identities, { uri, start, rule }),
    ),
  );
  store.add(commands.register("pwaf.lint.fixFile", () => fixFile(lint)));
  store.add(commands.register("pwaf.lint.fixWorkspace", (rule?: string) => fixWorkspace(lint, identities, rule)));
  return store;
}

/** Applies the fix of a finding; when it needs to know the product's identity, asks once and keeps it in `pwaf.json`. */
async function fixOne(
  lint: LintService,
  identities: Services["identities"],
  { uri, start, rule }: { readonly uri: vscode.Uri; readonly start: number; readonly rule: string },
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const find = (state: LintState | undefined) =>
    state?.report.findings.find((candidate) => candidate.rule === rule && candidate.start === start);
  let state = await lint.checkDocument(document);
  if (find(state)?.needsIdentity) {
    if (!(await identities.ask(uri))) return;
    state = await lint.checkDocument(document);
  }
  const fix = find(state)?.fix;
  if (!state || !fix) {
    throw new PwafError("conflict", "The file changed meanwhile, so nothing was fixed.", {
      hint: "Choose the fix again.",
    });
  }
  await vscode.workspace.applyEdit(toWorkspaceEdit(state, fix.edits));
  const isShown = vscode.window.visibleTextEditors.some((editor) => editor.document === document);
  if (!isShown)
    await vscode.window.showTextDocument(document, { selection: toRange({ start, end: start }, state.lines) });
}

async function fixFile(lint: LintService): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const state = document && (await lint.checkDocument(document));
  const edit = state && (await fixAllEdit(lint, state));
  if (edit) await vscode.workspace.applyEdit(edit);
  else
    void vscode.window.showInformationMessage("PWAF: nothing in this file can be fixed without a decision of yours.");
}

interface FileFixes {
  readonly state: LintState;
  readonly safe: readonly Fixable[];
  readonly suggested: readonly Fixable[];
}

/** @param rule fixes only what this rule found */
async function fixWorkspace(
  lint: LintService,
  identities: Services["identities"],
  rule: string | undefined,
): Promise<void> {
  const isMeant = (finding: { readonly rule: string }) => rule === undefined || finding.rule === rule;
  const waiting = [...lint.files].find(({ report }) =>
    report.findings.some((finding) => finding.needsIdentity && isMeant(finding)),
  );
  if (waiting && (await identities.ask(waiting.uri))) await lint.refreshNow();
  const files = [...lint.files]
    .map((state) => fixesOf(state, isMeant))
    .filter(({ safe, suggested }) => safe.length + suggested.length > 0);
  if (files.length === 0) {
    void vscode.window.showInformationMessage("PWAF: nothing in this workspace can be fixed automatically.");
    return;
  }
  const choice = await askHow(files);
  if (choice !== undefined) await vscode.workspace.applyEdit(workspaceEdit(files, choice));
}

function fixesOf(state: LintState, isMeant: (finding: Fixable) => boolean): FileFixes {
  const all = fixable(state.report.findings).filter(isMeant);
  const safe = compatible(all.filter(({ fix }) => fix.safe));
  return { state, safe, suggested: compatible([...safe, ...all.filter(({ fix }) => !fix.safe)]).slice(safe.length) };
}

const applySafe = "Apply";
const review = "Review each";

async function askHow(files: readonly FileFixes[]): Promise<"apply" | "review" | undefined> {
  const safe = files.flatMap((file) => file.safe).length;
  const suggested = files.flatMap((file) => file.suggested).length;
  const rest =
    suggested === 0
      ? "They keep what the code does and only add what the rules ask for."
      : `${counted(suggested, "suggestion")} beside them may change what the code does. Review to see those too.`;
  const message =
    safe === 0
      ? `PWAF has ${counted(suggested, "suggestion")} in ${counted(files.length, "file")}.`
      : `Apply ${safe} safe ${safe === 1 ? "fix" : "fixes"} in ${counted(files.length, "file")}?`;
  const buttons = safe === 0 ? [review] : [applySafe, review];
  const picked = await vscode.window.showInformationMessage(message, { modal: true, detail: rest }, ...buttons);
  return picked === applySafe ? "apply" : picked === review ? "review" : undefined;
}

/**
 * With `review`, the editor's own preview of a refactoring opens, in which each place can be ticked. What needs confirmation is not ticked
 * there, and the preview opens only if something does: safe fixes alone are all left to be ticked.
 */
function workspaceEdit(files: readonly FileFixes[], how: "apply" | "review"): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const hasSuggestions = files.some(({ suggested }) => suggested.length > 0);
  for (const { state, safe, suggested } of files) {
    for (const { rule, fix } of how === "apply" ? safe : [...safe, ...suggested]) {
      const metadata: vscode.WorkspaceEditEntryMetadata = {
        needsConfirmation: how === "review" && !(fix.safe && hasSuggestions),
        label: `${rule}: ${fix.safe ? "safe fixes" : "suggestions"}`,
        description: fix.title,
      };
      for (const { start, end, text } of fix.edits)
        edit.replace(state.uri, toRange({ start, end }, state.lines), text, metadata);
    }
  }
  return edit;
}
