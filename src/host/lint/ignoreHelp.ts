import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { ignoreWord } from "../../core/lint/ignores.ts";
import type { Rule } from "../../core/lint/rule.ts";
import type { Services } from "../services.ts";
import { lintedDocuments } from "./lintedFiles.ts";
import type { LintService } from "./lintService.ts";

/** The list of rules that is being typed behind `pwaf-ignore`, up to the cursor. */
const openList = new RegExp(`${ignoreWord}[ \\t]+(?:[a-z][a-z0-9-]*[ \\t]*,[ \\t]*)*([a-z0-9-]*)$`);

const wholeList = new RegExp(`${ignoreWord}[ \\t]+([a-z][a-z0-9-]*(?:[ \\t]*,[ \\t]*[a-z][a-z0-9-]*)*)`);

/** Completes rule names in `pwaf-ignore` comments, and explains them on hover. */
export function registerIgnoreHelp(lint: LintService, { extensionUri }: Pick<Services, "extensionUri">): IDisposable {
  const store = new DisposableStore();
  store.add(
    vscode.languages.registerCompletionItemProvider(
      lintedDocuments,
      { provideCompletionItems: (document, position) => completions(lint, document, position) },
      " ",
      ",",
    ),
  );
  store.add(
    vscode.languages.registerHoverProvider(lintedDocuments, {
      provideHover: (document, position) => explainRule(document, position, extensionUri),
    }),
  );
  return store;
}

/** Rules with findings on the next two lines come first: those are what somebody wants to ignore. */
async function completions(
  lint: LintService,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const before = document.lineAt(position).text.slice(0, position.character);
  const typed = openList.exec(before)?.[1];
  if (typed === undefined) return [];
  const state = lint.state(document.uri);
  const near = new Set(
    state?.report.findings
      .filter(({ start }) => Math.abs(state.lines.positionAt(start).line - position.line) <= 2)
      .map(({ rule }) => rule),
  );
  const range = new vscode.Range(position.translate(0, -typed.length), position);
  return (await loadRules()).map(({ id, severity, summary }) => {
    const item = new vscode.CompletionItem({ label: id, description: severity }, vscode.CompletionItemKind.Value);
    item.documentation = new vscode.MarkdownString(summary);
    item.range = range;
    item.sortText = `${near.has(id) ? 0 : 1}${id}`;
    item.preselect = near.has(id);
    return item;
  });
}

async function explainRule(
  document: vscode.TextDocument,
  position: vscode.Position,
  extensionUri: vscode.Uri,
): Promise<vscode.Hover | undefined> {
  const { text } = document.lineAt(position);
  const list = wholeList.exec(text);
  const range = list && document.getWordRangeAtPosition(position, /[a-z][a-z0-9-]*/);
  if (!list || !range || range.start.character < list.index + ignoreWord.length) return undefined;
  const id = document.getText(range);
  if (range.end.character > list.index + list[0].length) return undefined;
  const rule = (await loadRules()).find((candidate) => candidate.id === id);
  if (!rule) return undefined;
  const page = vscode.Uri.joinPath(extensionUri, "docs", "rules", `${id}.md`);
  return new vscode.Hover(
    new vscode.MarkdownString(
      `**${id}** (${rule.severity})\n\n${rule.summary}\n\n[About this rule](${page.toString()})`,
    ),
    range,
  );
}

/** The rules come with the engine, on first use. */
async function loadRules(): Promise<readonly Rule[]> {
  return (await import("../../core/lint/registry.ts")).rules;
}
