import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import type { ErrorReason } from "../../core/base/errors.ts";
import { isCancelled, PwafError } from "../../core/base/errors.ts";
import type { ViewError } from "../../protocol/messages.ts";
import type { PaneState } from "../../protocol/pane.ts";

/** The button of errors that have none of their own. No command: the panel answers it itself. */
export const tryAgain = { id: "again", title: "Try again" } as const;

export interface PaneOptions<T> {
  /** What it does while it loads, for people: `Fetching sample rows…`. */
  readonly doing: string;
  readonly load: (signal: AbortSignal) => Promise<T>;
  /** Called with each new state. */
  readonly show: (state: PaneState<T>) => void;
  /** Gets the button “Try again” where it has none. */
  readonly viewError: (error: unknown) => ViewError;
  /** Told of failures, not of stops by the user. */
  readonly failed: (error: unknown) => void;
  /** Shown when the user stops it. */
  readonly stopped: string;
}

/** One part of a panel that loads on its own: one load at a time, the last one counts. Disposed of, it says no more. */
export class Pane<T> extends Disposable {
  readonly #options: PaneOptions<T>;
  #state: PaneState<T> = { kind: "idle" };
  #run: AbortController | undefined;
  #reason: ErrorReason | undefined;

  constructor(options: PaneOptions<T>) {
    super();
    this.#options = options;
    this.own(toDisposable(() => this.#abandon()));
  }

  /** Sends the state again, as to a page that is new. */
  resend(): void {
    this.#options.show(this.#state);
  }

  get kind(): PaneState<T>["kind"] {
    return this.#state.kind;
  }

  /** Why it shows an error, if it does and the reason is known. */
  get reason(): ErrorReason | undefined {
    return this.#reason;
  }

  /** Starts anew; what ran before is cancelled and its answer ignored. Never rejects. */
  async load(): Promise<void> {
    this.#run?.abort();
    const mine = new AbortController();
    this.#run = mine;
    this.#set({ kind: "loading", what: this.#options.doing });
    try {
      const value = await this.#options.load(mine.signal);
      if (this.#run === mine) this.#set({ kind: "loaded", value });
    } catch (error) {
      if (this.#run !== mine) return;
      if (isCancelled(error)) return this.#showStopped();
      this.#options.failed(error);
      const reason = error instanceof PwafError ? error.reason : undefined;
      this.#set({ kind: "error", error: { action: tryAgain, ...this.#options.viewError(error) } }, reason);
    } finally {
      if (this.#run === mine) this.#run = undefined;
    }
  }

  /** Loads it if nobody has asked for it before, and it does not wait for a button. */
  async loadFirstTime(): Promise<void> {
    if (this.#state.kind === "idle" && this.#state.offer === undefined) await this.load();
  }

  /** Waits from now on until somebody presses the button. */
  offer(note: string, button: string): void {
    this.#set({ kind: "idle", offer: { note, button } });
  }

  /** Stops what runs, at once on the screen and as soon as possible on the server. */
  cancel(): void {
    if (this.#run === undefined) return;
    this.#abandon();
    this.#showStopped();
  }

  /**
   * A button of its error was pressed. Tries again when it is our own; answers with the command to run when it is
   * another one that is on the screen, for the page may only press what it was given.
   */
  press(actionId: string): string | undefined {
    if (actionId === tryAgain.id) {
      void this.load();
      return undefined;
    }
    const shown = this.#state.kind === "error" ? this.#state.error.action?.id : undefined;
    return actionId === shown ? actionId : undefined;
  }

  #abandon(): void {
    this.#run?.abort();
    this.#run = undefined;
  }

  #showStopped(): void {
    this.#set({ kind: "error", error: { message: this.#options.stopped, action: tryAgain } });
  }

  #set(state: PaneState<T>, reason?: ErrorReason): void {
    this.#state = state;
    this.#reason = reason;
    this.#options.show(state);
  }
}
