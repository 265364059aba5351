import type { Logger } from "../../core/base/logger.ts";

/** Less than this is no wrong clock, but the way of an answer and its whole seconds. In milliseconds. */
const tolerable = 120_000;

/**
 * The time as the servers have it, which decides when a token ends. This machine's clock can be hours off: after a sleep
 * in WSL or a virtual machine, or without a time server.
 */
export class ServerClock {
  readonly #local: () => number;
  readonly #log: Logger;
  /** How far the servers are ahead of this machine, in milliseconds. */
  #ahead = 0;

  /** @param local this machine's clock, in milliseconds since 1970. */
  constructor(local: () => number, log: Logger) {
    this.#local = local;
    this.#log = log;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#local() + this.#ahead;
  }

  /** Compares with the `Date` of an answer that was made just now (RFC 9110, 6.6.1). */
  note(date: string | null): void {
    const time = Date.parse(date ?? "");
    if (Number.isNaN(time)) return;
    const ahead = time - this.#local();
    const isWrong = Math.abs(ahead) >= tolerable;
    if (isWrong && this.#ahead === 0) {
      const minutes = Math.round(Math.abs(ahead) / 60_000);
      this.#log.warn(
        `This machine's clock is ${minutes} minutes ${ahead > 0 ? "behind" : "ahead of"} the workspace's. Set it right: other tools may fail to sign in.`,
      );
    }
    this.#ahead = isWrong ? ahead : 0;
  }
}
