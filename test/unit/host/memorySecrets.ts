import type * as vscode from "vscode";
import { Emitter } from "../../../src/core/base/emitter.ts";
import { Secrets } from "../../../src/host/platform/secrets.ts";

/** Secret storage shared by several "windows", as the editor's is. */
export class MemorySecretStorage {
  readonly values = new Map<string, string>();
  /** Set to make every call fail, as without a keyring. */
  broken = false;
  /** Set to give answers only when it has settled, as a slow keyring; they say what was stored at the question. */
  late: Promise<void> | undefined;
  readonly #changed = new Emitter<vscode.SecretStorageChangeEvent>();

  /** The door to it that one window has. */
  open(): Secrets {
    return new Secrets({
      onDidChange: this.#changed.event as vscode.SecretStorage["onDidChange"],
      get: async (key) => {
        this.#check();
        const value = this.values.get(key);
        await this.late;
        return value;
      },
      keys: async () => {
        this.#check();
        return [...this.values.keys()];
      },
      store: async (key, value) => {
        this.#check();
        this.values.set(key, value);
        this.#changed.fire({ key });
      },
      delete: async (key) => {
        this.#check();
        this.values.delete(key);
        this.#changed.fire({ key });
      },
    });
  }

  #check(): void {
    if (this.broken) throw new Error("no keyring");
  }
}
