/** How long work may keep the page from drawing and answering, in milliseconds. */
const longest = 12;

/** Long work in short turns, so that a page stays alive and the work can be stopped. */
export class Turns {
  readonly #signal: AbortSignal;
  #until = performance.now() + longest;
  #steps = 0;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Asked for each small step; the clock is looked at only now and then. */
  get isOver(): boolean {
    return (++this.#steps & 63) === 0 && performance.now() >= this.#until;
  }

  /** Lets the page do what has come up. @throws the signal's reason when the work is to stop */
  async pause(): Promise<void> {
    await new Promise<void>((resume) => {
      // Not a timer: browsers hold those back.
      const { port1, port2 } = new MessageChannel();
      const received = (): void => {
        port1.close();
        resume();
      };
      port1.addEventListener("message", received, { once: true });
      port1.start();
      port2.postMessage(undefined);
    });
    this.#signal.throwIfAborted();
    this.#until = performance.now() + longest;
  }
}
