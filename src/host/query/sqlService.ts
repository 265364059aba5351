import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { PwafError } from "../../core/base/errors.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { isRunning, turnWarehouse } from "../../workspace/rest/turnWarehouse.ts";
import type { Warehouse } from "../../workspace/rest/workspaceClient.ts";
import { createSqlClient } from "../../workspace/sql/sqlClient.ts";
import type { ExportOptions, ExportProgress } from "../../workspace/sql/exportTypes.ts";
import type { SqlClient, SqlConnection, SqlResult, SqlStatement } from "../../workspace/sql/types.ts";
import type { Services, Sql } from "../services.ts";
import { editorProxy } from "../platform/editorProxy.ts";
import { connectionAddress } from "./connectionAddress.ts";
import { withTimeout } from "./timeout.ts";
import { chosenWarehouse, selectWarehouse } from "./warehouse.ts";

type Needs = Pick<
  Services,
  "profiles" | "sessions" | "state" | "log" | "extensionUri" | "extensionVersion" | "workspaces"
>;

/** Runs SQL on the warehouse of the active profile. */
export function createSql(needs: Needs): Sql & IDisposable {
  return new WarehouseSql(needs);
}

/** How long a warehouse is taken to run on, after it was seen running. Warehouses stop after minutes of idling at the soonest. */
const trustRunning = 60_000;

class WarehouseSql extends Disposable implements Sql {
  readonly #needs: Needs;
  readonly #client: SqlClient;
  readonly #onDidChangeTarget = this.own(new Emitter<void>());
  readonly onDidChangeTarget = this.#onDidChangeTarget.event;
  /** Warehouses as last seen, by profile and id. */
  readonly #seen = new Map<string, { readonly warehouse: Warehouse; readonly at: number }>();
  #lastToken = "";

  constructor(needs: Needs) {
    super();
    this.#needs = needs;
    const driverPath = vscode.Uri.joinPath(needs.extensionUri, "dist", "sqlDriver.js").fsPath;
    this.#client = this.own(createSqlClient({ driverPath, log: needs.log }));
  }

  async execute(statement: SqlStatement, token: vscode.CancellationToken): Promise<SqlResult> {
    return await this.#run(token, (connection, signal) => {
      const run = (limited: AbortSignal): Promise<SqlResult> => this.#client.execute(connection, statement, limited);
      return withTimeout(statement.timeoutSeconds, signal, run);
    });
  }

  async exportResult(
    statement: SqlStatement,
    options: ExportOptions,
    token: vscode.CancellationToken,
    onProgress: (progress: ExportProgress) => void,
  ): Promise<ExportProgress> {
    return await this.#run(token, (connection, signal) =>
      this.#client.exportResult(connection, statement, options, signal, onProgress),
    );
  }

  /** Runs something on the warehouse, which is started before where it sleeps. */
  async #run<T>(
    token: vscode.CancellationToken,
    run: (connection: SqlConnection, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const abort = new AbortController();
    const cancelling = token.onCancellationRequested(() => abort.abort());
    if (token.isCancellationRequested) abort.abort();
    const profile = this.#activeProfile();
    try {
      const id = await this.#warehouseId(profile);
      const httpPath = await this.#wake(profile, id, abort.signal);
      return await run(this.#connection(profile, httpPath), abort.signal);
    } catch (error) {
      // Not run again here: the statement may have begun before its token was refused.
      const isRefused = error instanceof PwafError && error.reason === "unauthenticated";
      if (isRefused) this.#needs.sessions.refuse(profile, this.#lastToken);
      throw error;
    } finally {
      cancelling.dispose();
    }
  }

  async describeTarget(): Promise<string> {
    const profile = this.#activeProfile();
    const name = this.warehouseName;
    return name === undefined ? profile.name : `${profile.name} · ${name}`;
  }

  get warehouseName(): string | undefined {
    const profile = this.#needs.profiles.active;
    const id = profile && chosenWarehouse(this.#needs, profile);
    return id === undefined ? undefined : (this.#needs.state.get("warehouseNames")?.[id] ?? id);
  }

  async selectWarehouse(): Promise<void> {
    await this.#select(this.#activeProfile());
  }

  async #select(profile: Profile): Promise<Warehouse | undefined> {
    const warehouse = await selectWarehouse(this.#needs, profile);
    if (warehouse) await this.#noteName(warehouse);
    this.#onDidChangeTarget.fire();
    return warehouse;
  }

  async #noteName({ id, name }: Warehouse): Promise<void> {
    const names = this.#needs.state.get("warehouseNames");
    if (names?.[id] === name) return;
    await this.#needs.state.set("warehouseNames", { ...names, [id]: name });
    this.#onDidChangeTarget.fire();
  }

  #activeProfile(): Profile {
    const profile = this.#needs.profiles.active;
    if (profile) return profile;
    throw new PwafError("config", "No profile is chosen.", { hint: "Add a profile, or switch to one." });
  }

  async #warehouseId(profile: Profile): Promise<string> {
    const id = chosenWarehouse(this.#needs, profile) ?? (await this.#select(profile))?.id;
    if (id !== undefined) return id;
    throw new PwafError("config", "No SQL warehouse is chosen.", { hint: "Run “PWAF: Select warehouse”." });
  }

  /** Makes sure that the warehouse runs; answers its path. Who may use a warehouse but not look at it goes on without. */
  async #wake(profile: Profile, id: string, signal: AbortSignal): Promise<string> {
    const key = seenKey(profile, id);
    const seen = this.#seen.get(key);
    if (seen && Date.now() - seen.at < trustRunning) return seen.warehouse.httpPath;
    const client = await this.#needs.workspaces.client();
    let warehouse: Warehouse;
    try {
      warehouse = await client.warehouse(id, signal);
    } catch (error) {
      if (!(error instanceof PwafError) || error.reason !== "forbidden") throw error;
      this.#needs.log.debug(`cannot look at warehouse ${id}: ${error.message}`);
      return `/sql/1.0/warehouses/${id}`;
    }
    if (!isRunning(warehouse)) warehouse = await this.#start(warehouse, signal);
    // One that somebody has stopped meanwhile starts again with the statement.
    if (isRunning(warehouse)) this.#seen.set(key, { warehouse, at: Date.now() });
    await this.#noteName(warehouse);
    return warehouse.httpPath;
  }

  async #start(warehouse: Warehouse, signal: AbortSignal): Promise<Warehouse> {
    const client = await this.#needs.workspaces.client();
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: `Starting warehouse ${warehouse.name}`,
      cancellable: true,
    };
    return await vscode.window.withProgress(options, async (progress, token) => {
      const stop = new AbortController();
      const cancelling = token.onCancellationRequested(() => stop.abort());
      try {
        // Whoever stops a statement runs it again in a moment, with its mistake mended: the warehouse goes on.
        return await turnWarehouse(client, warehouse, "RUNNING", {
          report: (state) => progress.report({ message: state.toLowerCase() }),
          signal: AbortSignal.any([signal, stop.signal]),
          takeBack: false,
        });
      } finally {
        cancelling.dispose();
      }
    });
  }

  #connection(profile: Profile, httpPath: string): SqlConnection {
    const { sessions, extensionVersion } = this.#needs;
    const session = sessions.current;
    return {
      ...connectionAddress(profile.host),
      httpPath,
      proxy: editorProxy(profile.host),
      userAgent: `PwafToolkit_VSCode/${extensionVersion}`,
      user: JSON.stringify([profile.name, session.kind === "signedIn" ? session.userName : ""]),
      token: async (refused) => {
        if (refused !== undefined) sessions.refuse(profile, refused);
        return (this.#lastToken = await sessions.accessToken(profile));
      },
    };
  }
}

const seenKey = (profile: Profile, id: string): string => JSON.stringify([profile.host, id]);
