import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import type { IDisposable } from "../../core/base/disposable.ts";
import type { Services } from "../services.ts";
import type { SessionPlace, SessionPlaces } from "./sessionPlaces.ts";

/** Left of the cursor's place, which VS Code gives about 100. */
const placePriority = 101;

/**
 * Beside the cursor's place in an SQL file: the warehouse its statements run on, and the catalog and schema of its session.
 * A click changes each. An editor that has a database of its own shows that one.
 */
export class SqlStatus extends Disposable {
  readonly #needs: Pick<Services, "editorDatabases" | "profiles" | "sql">;
  readonly #places: SessionPlaces;
  readonly #warehouse = this.own(
    vscode.window.createStatusBarItem("pwaf.warehouse", vscode.StatusBarAlignment.Right, placePriority + 1),
  );
  readonly #place = this.own(
    vscode.window.createStatusBarItem("pwaf.sqlPlace", vscode.StatusBarAlignment.Right, placePriority),
  );

  constructor(needs: Pick<Services, "editorDatabases" | "profiles" | "sql" | "sessions">, places: SessionPlaces) {
    super();
    this.#needs = needs;
    this.#places = places;
    this.#warehouse.name = "SQL Warehouse";
    this.#place.name = "SQL Catalog and Schema";
    this.#place.command = "pwaf.sql.selectNamespace";
    const update = (): void => this.#update();
    this.own(vscode.window.onDidChangeActiveTextEditor(update) satisfies IDisposable);
    this.own(vscode.workspace.onDidOpenTextDocument(update) satisfies IDisposable);
    this.own(needs.profiles.onDidChange(update));
    this.own(needs.sessions.onDidChange(update));
    this.own(needs.sql.onDidChangeTarget(update));
    this.own(places.onDidChange(update));
    this.own(needs.editorDatabases.onDidChange(update));
    update();
  }

  #update(): void {
    const { profiles, sql } = this.#needs;
    const document = vscode.window.activeTextEditor?.document;
    if (!profiles.active || document?.languageId !== "sql") {
      this.#warehouse.hide();
      this.#place.hide();
      return;
    }
    const database = this.#needs.editorDatabases.of(document.uri.toString());
    if (database !== undefined) {
      // The whole name would leave no room for others.
      const { product, name, isInTransaction } = database;
      this.#warehouse.text = `$(server) ${product}${isInTransaction ? " · in transaction" : ""}`;
      this.#warehouse.tooltip = `Statements of this editor run on ${name}.${isInTransaction ? " A transaction is open: COMMIT keeps what it did, ROLLBACK does not." : ""}`;
      this.#warehouse.command = undefined;
      this.#warehouse.show();
      this.#place.hide();
      return;
    }
    const place = this.#places.of(profiles.active.name, document.uri.toString());
    this.#place.text = `$(database) ${placeText(place)}`;
    this.#place.tooltip = "Catalog and schema of this editor’s SQL session. Click to choose.";
    this.#warehouse.text = `$(server) ${sql.warehouseName ?? "No warehouse"}`;
    this.#warehouse.command = "pwaf.warehouse.select";
    this.#warehouse.tooltip = `SQL warehouse of the profile ${profiles.active.name}. Click to choose.`;
    this.#warehouse.show();
    this.#place.show();
  }
}

/** `main.sales`, as short as it is known. */
function placeText({ catalog, schema, unknown }: SessionPlace): string {
  if (unknown === true) return "Catalog unknown";
  if (catalog === undefined) return schema ?? "Default catalog";
  return schema === undefined ? catalog : `${catalog}.${schema}`;
}
