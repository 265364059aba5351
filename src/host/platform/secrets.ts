import type * as vscode from "vscode";
import { PwafError } from "../../core/base/errors.ts";

/** The editor's secret storage, with failures told apart from "nothing stored". */
export class Secrets {
  readonly #storage: vscode.SecretStorage;

  constructor(storage: vscode.SecretStorage) {
    this.#storage = storage;
  }

  async get(key: string): Promise<string | undefined> {
    return await this.#guard("read", () => this.#storage.get(key));
  }

  async set(key: string, value: string): Promise<void> {
    await this.#guard("write", () => this.#storage.store(key, value));
  }

  async delete(key: string): Promise<void> {
    await this.#guard("delete", () => this.#storage.delete(key));
  }

  /** Of everything that this extension stores. */
  async keys(): Promise<readonly string[]> {
    return await this.#guard("read", () => this.#storage.keys());
  }

  /** Fires with the key, also for changes made by another window. */
  onDidChange(listener: (key: string) => void): vscode.Disposable {
    return this.#storage.onDidChange((event) => listener(event.key));
  }

  async #guard<T>(doing: string, run: () => Thenable<T>): Promise<T> {
    try {
      return await run();
    } catch (cause) {
      throw new PwafError("config", `Could not ${doing} the editor's secret storage.`, {
        cause,
        hint: "On Linux this needs a keyring such as gnome-keyring or KWallet; see “Settings Sync and secrets” in the editor's documentation.",
      });
    }
  }
}
