import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { Disposable } from "../../core/base/disposable.ts";
import type { SqlResult, SqlStatement } from "../../workspace/sql/types.ts";

/** A database that is not the warehouse. */
export interface EditorDatabase {
  /** What it is, in a word. */
  readonly product: string;
  /** Where statements run, for people. */
  readonly name: string;
  /** @throws PwafError as `SqlClient.execute` */
  execute(statement: SqlStatement, signal: AbortSignal): Promise<SqlResult>;
}

/** Which SQL editors are connected to a database of their own, until they are closed. */
export class EditorDatabases extends Disposable {
  readonly #databases = new Map<string, EditorDatabase>();

  constructor() {
    super();
    this.own(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        const id = uri.toString();
        // Another language counts as closing and opening, and its statements must not go to the warehouse for that.
        const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === id);
        if (!isOpen) this.#databases.delete(id);
      }) satisfies IDisposable,
    );
  }

  connect(document: vscode.Uri, database: EditorDatabase): void {
    this.#databases.set(document.toString(), database);
  }

  /** @param document address of an editor's document */
  of(document: string): EditorDatabase | undefined {
    return this.#databases.get(document);
  }
}
