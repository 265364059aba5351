import type { ErrorReason } from "../../core/base/errors.ts";
import { isCancelled, PwafError } from "../../core/base/errors.ts";
import type { ViewError } from "../../protocol/messages.ts";
import type { TableHalf } from "../../protocol/tableDetail.ts";

export interface HalfOptions<T> {
  /** Called with each new state. */
  readonly show: (state: TableHalf | T) => void;
  readonly describe: (error: unknown) => ViewError;
  /** Told of failures, not of stops by the user. */
  readonly failed: (error: unknown) => void;
  /** Shown when the user stops it. */
  readonly stopped: ViewError;
}

/** One part of a panel that loads on its own: one load at a time, the last one counts. */
export class Half<T extends { readonly kind: "loaded" }> {
  readonly #options: HalfOptions<T>;
  #state: TableHalf | T = { kind: "loading", what: "" };
  #run: AbortController | undefined;
  #reason: ErrorReason | undefined;

  constructor(options: HalfOptions<T>) {
    this.#options = options;
  }

  get state(): TableHalf | T {
    return this.#state;
  }

  get hasFailed(): boolean {
    return this.#state.kind === "error";
  }

  /** Why it shows an error, if it does and the reason is known. */
  get reason(): ErrorReason | undefined {
    return this.#reason;
  }

  /** Starts anew; what ran before is cancelled and its answer ignored. Never rejects. */
  async load(what: string, run: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.#run?.abort();
    const mine = new AbortController();
    this.#run = mine;
    this.#set({ kind: "loading", what });
    try {
      const loaded = await run(mine.signal);
      if (this.#run === mine) this.#set(loaded);
    } catch (error) {
      if (this.#run !== mine) return;
      if (isCancelled(error)) this.#set({ kind: "error", error: this.#options.stopped });
      else {
        this.#options.failed(error);
        const reason = error instanceof PwafError ? error.reason : undefined;
        this.#set({ kind: "error", error: this.#options.describe(error) }, reason);
      }
    } finally {
      if (this.#run === mine) this.#run = undefined;
    }
  }

  /** Shows why nothing is loaded, until somebody asks for it. */
  postpone(error: ViewError): void {
    this.#set({ kind: "error", error });
  }

  /** Stops what runs, at once on the screen and as soon as possible on the server. */
  cancel(): void {
    if (this.#run === undefined) return;
    this.#run.abort();
    this.#run = undefined;
    this.#set({ kind: "error", error: this.#options.stopped });
  }

  /** Same without telling anyone: the panel is gone. */
  abandon(): void {
    this.#run?.abort();
    this.#run = undefined;
  }

  #set(state: TableHalf | T, reason?: ErrorReason): void {
    this.#state = state;
    this.#reason = reason;
    this.#options.show(state);
  }
}
