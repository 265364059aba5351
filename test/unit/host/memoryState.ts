import type { State, WorkspaceState } from "../../../src/host/platform/state.ts";

/** What `workspaceState` or `globalState` holds, without an editor. */
export class MemoryState<T extends object = WorkspaceState> implements Pick<State<T>, "get" | "set"> {
  readonly #values = new Map<string, unknown>();

  get<K extends keyof T & string>(key: K): T[K] | undefined {
    return this.#values.get(key) as T[K] | undefined;
  }

  async set<K extends keyof T & string>(key: K, value: T[K] | undefined): Promise<void> {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
  }
}
