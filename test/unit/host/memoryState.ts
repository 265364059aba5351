import type { State, WorkspaceState } from "../../../src/host/platform/state.ts";

/** What `workspaceState` holds, without an editor. */
export class MemoryState implements Pick<State, "get" | "set"> {
  readonly #values = new Map<string, unknown>();

  get<K extends keyof WorkspaceState>(key: K): WorkspaceState[K] | undefined {
    return this.#values.get(key) as WorkspaceState[K] | undefined;
  }

  async set<K extends keyof WorkspaceState>(key: K, value: WorkspaceState[K] | undefined): Promise<void> {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
  }
}
