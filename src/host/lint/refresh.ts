import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import type { Logger } from "../../core/base/logger.ts";
import { logError } from "../platform/errors.ts";
import type { LintState } from "./lintState.ts";
import { nextTurn } from "./turns.ts";

/** Quiet after the last change before other files get a new look. */
const pause = 250;

/** How long the extension host may be kept busy before its messages get their turn. */
const sliceMs = 4;

interface RefreshParts {
  readonly files: () => Iterable<LintState>;
  readonly again: (state: LintState) => Promise<void>;
  readonly log: Logger;
}

/** Works out anew what the rules say about files whose own text stays the same: late, batched and in slices. */
export class Refresh extends Disposable {
  readonly #parts: RefreshParts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts requests, so that a run ends when there is a later one. */
  #request = 0;

  constructor(parts: RefreshParts) {
    super();
    this.#parts = parts;
    this.own(toDisposable(() => clearTimeout(this.#timer)));
  }

  soon(): void {
    this.#request++;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#run().catch((error: unknown) => logError(error, this.#parts.log));
    }, pause);
  }

  async #run(): Promise<void> {
    const request = this.#request;
    let sliceStart = performance.now();
    for (const state of [...this.#parts.files()]) {
      if (this.isDisposed || this.#request !== request) return;
      await this.#parts.again(state);
      if (performance.now() - sliceStart < sliceMs) continue;
      await nextTurn();
      sliceStart = performance.now();
    }
  }
}
