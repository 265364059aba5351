/** Something that holds a resource until `dispose()` is called. Same shape as VS Code's. */
export interface IDisposable {
  dispose(): void;
}

/** Wraps a function as a disposable that runs at most once. */
export function toDisposable(run: () => void): IDisposable {
  let done = false;
  return {
    dispose() {
      if (done) return;
      done = true;
      run();
    },
  };
}

/**
 * Owner of disposables: whatever it `own`s goes away with it, in reverse order.
 * Owning on a disposed owner disposes at once, so that a late answer cannot leak.
 */
export abstract class Disposable implements IDisposable {
  readonly #owned: IDisposable[] = [];
  #disposed = false;

  protected get isDisposed(): boolean {
    return this.#disposed;
  }

  protected own<T extends IDisposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#owned.push(item);
    return item;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    while (this.#owned.length > 0) this.#owned.pop()?.dispose();
  }
}

/** A bag for composition roots and tests, which own things without being a class of their own. */
export class DisposableStore extends Disposable {
  add<T extends IDisposable>(item: T): T {
    return this.own(item);
  }
}
