import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { PwafError } from "../../core/base/errors.ts";
import type { Namespace } from "../../core/sql/useStatement.ts";
import type { Services } from "../services.ts";
import { CatalogNames } from "./catalogNames.ts";
import { NameCompletion } from "./nameCompletion.ts";
import { hoverText } from "./nameHover.ts";
import { meaningAt } from "./meaning.ts";
import { sqlContext } from "./sqlContext.ts";

const language = "sql";

/** Names of the catalog in SQL files: completion, hover, and the way from a name to the catalog. */
export function registerSqlLanguage({
  commands,
  editorDatabases,
  log,
  sessions,
  sqlPlaces,
  workspaces,
}: Pick<Services, "commands" | "editorDatabases" | "log" | "sessions" | "sqlPlaces" | "workspaces">): IDisposable {
  const store = new DisposableStore();
  const names = new CatalogNames(() => workspaces.client(), log);
  store.add(sessions.onDidChange(() => names.clear()));

  /** Where an editor's names are looked up; undefined while nobody is signed in, and where they are of another database. */
  const session = ({ uri }: vscode.TextDocument): Namespace | undefined => {
    if (editorDatabases.of(uri.toString())) return undefined;
    const { current } = sessions;
    return current.kind === "signedIn" ? sqlPlaces.of(current.profile.name, uri.toString()) : undefined;
  };
  const contextAt = (document: vscode.TextDocument, position: vscode.Position) => {
    const namespace = session(document);
    return namespace && sqlContext(document.getText(), document.offsetAt(position), namespace);
  };

  store.add(vscode.languages.registerCompletionItemProvider(language, new NameCompletion(names, contextAt), ".", "`"));
  store.add(
    vscode.languages.registerHoverProvider(language, {
      async provideHover(document, position) {
        const context = contextAt(document, position);
        const found = context && (await meaningAt(context, names));
        if (!context || !found || !("table" in found.meaning)) return undefined;
        const at = (offset: number) => document.positionAt(context.statement.start + offset);
        return new vscode.Hover(hoverText(found.meaning), new vscode.Range(at(found.range.start), at(found.range.end)));
      },
    }),
  );
  store.add(
    commands.register("pwaf.catalog.revealName", async () => {
      const editor = vscode.window.activeTextEditor;
      const context = editor && contextAt(editor.document, editor.selection.active);
      const found = context && (await meaningAt(context, names));
      if (!found) {
        throw new PwafError("not-found", "The workspace knows no table, schema or catalog of the name at the cursor.", {
          hint: "Put the cursor on a full name such as main.sales.orders, or name catalog and schema by USE above.",
        });
      }
      await commands.execute("pwaf.catalog.reveal", { kind: found.meaning.kind, path: found.meaning.path });
    }),
  );
  return store;
}
