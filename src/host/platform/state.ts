import type * as vscode from "vscode";

/** Everything kept between sessions, with its type. Never secrets. */
export interface WorkspaceState {
  /** Name of the active profile. */
  readonly activeProfile: string;
  /** Profile name → warehouse id chosen in this workspace. */
  readonly warehouses: Readonly<Record<string, string>>;
  /** How the call paths are grouped; by client where nothing is kept. */
  readonly callPathsGroup: "client" | "file";
}

/** The only user of `workspaceState`. */
export class State {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  get<K extends keyof WorkspaceState>(key: K): WorkspaceState[K] | undefined {
    return this.#memento.get<WorkspaceState[K]>(key);
  }

  async set<K extends keyof WorkspaceState>(key: K, value: WorkspaceState[K] | undefined): Promise<void> {
    await this.#memento.update(key, value);
  }
}
