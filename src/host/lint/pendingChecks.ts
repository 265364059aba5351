import type { Uri } from "vscode";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { logError } from "../platform/errors.ts";
import type { Services } from "../services.ts";

/** Pause after a key press in milliseconds, long enough that a typed word is checked once. */
export const typingPause = 120;

/** When open files and notebooks are checked. */
export class PendingChecks extends Disposable {
  readonly #services: Pick<Services, "settings" | "log">;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(services: Pick<Services, "settings" | "log">) {
    super();
    this.#services = services;
    this.own(toDisposable(() => this.#timers.forEach((timer) => clearTimeout(timer))));
  }

  /** Whether what is being edited has its turn only when it is saved. */
  get waitsForSave(): boolean {
    return this.#services.settings.get("lint.run") === "onSave";
  }

  /** Runs a check after `delay` milliseconds, in place of the one that waits for the same file. */
  schedule(uri: Uri, delay: number, check: () => Promise<unknown>): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    const run = () => {
      this.#timers.delete(key);
      check().catch((error: unknown) => logError(error, this.#services.log));
    };
    this.#timers.set(key, setTimeout(run, delay));
  }
}
