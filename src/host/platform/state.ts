import type * as vscode from "vscode";
import type { McpEndpoint } from "../../core/mcp/endpoint.ts";
import type { HistoryEntry } from "../../core/sql/historyEntry.ts";
import type { ParameterValue } from "../../core/sql/parameters.ts";
import type { Namespace } from "../../core/sql/useStatement.ts";

/** Everything kept between sessions, with its type. Never secrets. */
export interface WorkspaceState {
  /** Name of the active profile. */
  readonly activeProfile: string;
  /** Profile name → warehouse id chosen in this workspace. */
  readonly warehouses: Readonly<Record<string, string>>;
  /** Warehouse id → name, for those that were chosen or used. */
  readonly warehouseNames: Readonly<Record<string, string>>;
  /** Profile name → catalog and schema chosen last in this workspace. */
  readonly namespaces: Readonly<Record<string, Namespace>>;
  /** Parameter name → value given last, the latest first. */
  readonly parameters: readonly (readonly [name: string, value: ParameterValue])[];
  readonly queryHistory: readonly HistoryEntry[];
  /** How the call paths are grouped; by client where nothing is kept. */
  readonly callPathsGroup: "client" | "file";
  /** Name of a connection → path that was called last through it. */
  readonly connectionPaths: Readonly<Record<string, string>>;
  /** Profile name → MCP servers that agents of the editor may use. */
  readonly offeredEndpoints: Readonly<Record<string, readonly McpEndpoint[]>>;
  /** Name of the profile that conformance runs against. */
  readonly conformanceProfile: string;
}

/** What is kept for a user, whichever folder is open. Never secrets. */
export interface UserState {
  /** Profile name → objects of its catalog that the user has marked, the latest last. */
  readonly favourites: Readonly<Record<string, readonly Favourite[]>>;
}

/** An object of the catalog, by what it is and its plain name. */
export interface Favourite {
  readonly kind: "catalog" | "schema" | "table" | "volume" | "function" | "model";
  readonly path: readonly string[];
}

/** The only user of `workspaceState` and `globalState`. */
export class State<T extends object = WorkspaceState> {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  get<K extends keyof T & string>(key: K): T[K] | undefined {
    return this.#memento.get<T[K]>(key);
  }

  async set<K extends keyof T & string>(key: K, value: T[K] | undefined): Promise<void> {
    await this.#memento.update(key, value);
  }
}
