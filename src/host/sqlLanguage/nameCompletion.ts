import * as vscode from "vscode";
import { completionPlace, isSameWord } from "../../core/sql/completionPlace.ts";
import type { CatalogNames } from "./catalogNames.ts";
import type { SqlContext } from "./sqlContext.ts";
import type { Suggestion, Suggestions } from "./suggest.ts";
import { suggest } from "./suggest.ts";

/** Nobody waits longer for names. When they come later, the list opens again, unless somebody has gone on meanwhile. */
const patienceMs = 300;
const lateMs = 10_000;

const kinds: Readonly<Record<Suggestion["kind"], vscode.CompletionItemKind>> = {
  catalog: vscode.CompletionItemKind.Module,
  schema: vscode.CompletionItemKind.Folder,
  table: vscode.CompletionItemKind.Struct,
  column: vscode.CompletionItemKind.Field,
  alias: vscode.CompletionItemKind.Variable,
};
/** What is nearest to the place comes first. */
const order: Readonly<Record<Suggestion["kind"], string>> = {
  alias: "0",
  column: "1",
  table: "2",
  schema: "3",
  catalog: "4",
};

/** Completes names of catalogs, schemas, tables and columns. */
export class NameCompletion implements vscode.CompletionItemProvider {
  readonly #names: CatalogNames;
  readonly #contextAt: (document: vscode.TextDocument, position: vscode.Position) => SqlContext | undefined;

  constructor(
    names: CatalogNames,
    contextAt: (document: vscode.TextDocument, position: vscode.Position) => SqlContext | undefined,
  ) {
    this.#names = names;
    this.#contextAt = contextAt;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionList | undefined> {
    const context = this.#contextAt(document, position);
    if (!context) return undefined;
    const { start, end } = context.statement;
    const text = document.getText().slice(start, Math.max(end, start + context.offset));
    const place = completionPlace(text, context.offset);
    if (!place) return undefined;
    const before = lineUpTo(document, position);
    const work = suggest(place, context, this.#names);
    const found = await inTime(work, patienceMs);
    if (!found) {
      void this.#offerLate(work, () => isStillThere(document, position.line, before));
      return new vscode.CompletionList([], true);
    }
    const range = new vscode.Range(document.positionAt(start + place.replace.start), position);
    const isQuoted = document.getText(range).startsWith("`");
    const items = found.items.map((suggestion, index) => completionItem(suggestion, index, range, isQuoted));
    return new vscode.CompletionList(items, !found.isComplete);
  }

  /**
   * Asks once more for completions at a place where the names have come too late. The editor by itself would not: of an
   * empty list it ignores that it is incomplete, and while words of the file are on offer it opens no other list.
   */
  async #offerLate(work: Promise<Suggestions>, isWanted: () => boolean): Promise<void> {
    const found = await inTime(work, lateMs);
    if (found === undefined || found.items.length === 0 || !isWanted()) return;
    await vscode.commands.executeCommand("hideSuggestWidget");
    await vscode.commands.executeCommand("editor.action.triggerSuggest");
  }
}

function lineUpTo(document: vscode.TextDocument, { line, character }: vscode.Position): string {
  return document.lineAt(line).text.slice(0, character);
}

/** Whether the cursor stands where it stood, or farther on in the same word. */
function isStillThere(document: vscode.TextDocument, line: number, before: string): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document || !editor.selection.isEmpty || editor.selection.active.line !== line) return false;
  return isSameWord(before, lineUpTo(document, editor.selection.active));
}

function completionItem(
  { kind, name, insert, detail, comment }: Suggestion,
  index: number,
  range: vscode.Range,
  isQuoted: boolean,
) {
  const item = new vscode.CompletionItem(name, kinds[kind]);
  item.insertText = insert;
  // The editor compares with what stands in the range, an opening backtick included.
  item.filterText = isQuoted ? `\`${name}` : name;
  item.range = range;
  // Columns stand in the order of their table, other names as the workspace sorts them.
  item.sortText = `${order[kind]}${String(index).padStart(6, "0")}`;
  if (detail !== undefined) item.detail = detail;
  if (comment !== undefined) item.documentation = comment;
  return item;
}

/** The value, or undefined when it takes longer. */
async function inTime<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ms)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
