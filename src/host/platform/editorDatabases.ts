import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import type { SqlDialect } from "../../core/sql/dialect.ts";
import type { SqlResult, SqlStatement } from "../../workspace/sql/types.ts";

/** A database that is not the warehouse. */
export interface EditorDatabase {
  /** What it is, in a word. */
  readonly product: string;
  /** Where statements run, for people. */
  readonly name: string;
  readonly dialect: SqlDialect;
  /** The editor's session has a transaction open. */
  readonly isInTransaction: boolean;
  /** @throws PwafError as `SqlClient.execute` */
  execute(statement: SqlStatement, signal: AbortSignal): Promise<SqlResult>;
  /** Closes the session. */
  dispose(): void;
}

/** Which SQL editors are connected to a database of their own, until they are closed. */
export class EditorDatabases extends Disposable {
  readonly #databases = new Map<string, EditorDatabase>();
  readonly #onDidChange = this.own(new Emitter<void>());
  /** A transaction was opened or ended. */
  readonly onDidChange = this.#onDidChange.event;

  constructor() {
    super();
    this.own(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        const id = uri.toString();
        // Another language counts as closing and opening, and its statements must not go to the warehouse for that.
        const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === id);
        if (!isOpen) this.#disconnect(id);
      }) satisfies IDisposable,
    );
    this.own(toDisposable(() => [...this.#databases.keys()].forEach((id) => this.#disconnect(id))));
  }

  connect(document: vscode.Uri, database: EditorDatabase): void {
    this.#databases.set(document.toString(), database);
  }

  /** To be called when a database's session is in another state. */
  changed(): void {
    this.#onDidChange.fire();
  }

  /** @param document address of an editor's document */
  of(document: string): EditorDatabase | undefined {
    return this.#databases.get(document);
  }

  /** How the statements of an editor are to be read: as the warehouse does, unless it is connected to something else. */
  dialectOf(document: string): SqlDialect {
    return this.of(document)?.dialect ?? "databricks";
  }

  #disconnect(id: string): void {
    this.#databases.get(id)?.dispose();
    this.#databases.delete(id);
  }
}
