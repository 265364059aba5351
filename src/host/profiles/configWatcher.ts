import { unwatchFile, watch, watchFile } from "node:fs";
import { basename, dirname } from "node:path";
import type { IDisposable } from "../../core/base/disposable.ts";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";

/** One write is several events; they are told as one after this many milliseconds. */
const settleMs = 50;

/** How often, in milliseconds, to look where the system tells nothing: network drives, link targets, missing folders. */
const pollMs = 5000;

/**
 * Tells when a file appears, changes, is replaced or goes away. The folder is watched, not the file: other tools replace
 * the file as a whole, which ends a watch on it.
 */
export function watchConfig(path: string, changed: () => void): IDisposable {
  return new ConfigWatcher(path, changed);
}

class ConfigWatcher extends Disposable {
  readonly #changed: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string, changed: () => void) {
    super();
    this.#changed = changed;
    this.own(toDisposable(() => clearTimeout(this.#timer)));
    this.#watchFolder(path);
    const listener = () => this.#soon();
    watchFile(path, { interval: pollMs, persistent: false }, listener);
    this.own(toDisposable(() => unwatchFile(path, listener)));
  }

  #watchFolder(path: string): void {
    try {
      const watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
        // Some systems do not say which file it was.
        if (name === null || name === basename(path)) this.#soon();
      });
      watcher.on("error", () => watcher.close());
      this.own(toDisposable(() => watcher.close()));
    } catch {
      // The folder does not exist or cannot be watched: polling does it.
    }
  }

  #soon(): void {
    clearTimeout(this.#timer);
    if (!this.isDisposed) this.#timer = setTimeout(this.#changed, settleMs);
  }
}
