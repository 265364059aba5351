import type { IDisposable } from "./disposable.ts";
import { toDisposable } from "./disposable.ts";

/** Subscribe to an event; dispose the answer to stop. Assignable to VS Code's `Event<T>`. */
export type Event<T> = (
  listener: (value: T) => unknown,
  thisArgs?: unknown,
  disposables?: IDisposable[],
) => IDisposable;

/** Source of an event. Same shape as VS Code's, usable where `vscode` is not. */
export class Emitter<T> implements IDisposable {
  readonly #listeners = new Set<(value: T) => unknown>();

  readonly event: Event<T> = (listener, thisArgs, disposables) => {
    const bound = thisArgs === undefined ? (value: T) => listener(value) : listener.bind(thisArgs);
    this.#listeners.add(bound);
    const subscription = toDisposable(() => this.#listeners.delete(bound));
    disposables?.push(subscription);
    return subscription;
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
