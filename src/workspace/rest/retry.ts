import { PwafError } from "../../core/base/errors.ts";

/** What repeating needs from outside; tests hand over their own. */
export interface Timing {
  /** Epoch milliseconds. */
  now(): number;
  /** Waits, and rejects with the signal's reason when it fires. */
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
  /** From 0 up to 1, for spreading retries of many clients. */
  random(): number;
}

/** An attempt that may be repeated, with the time the server asked for. */
export class Repeatable extends Error {
  readonly error: PwafError;
  /** Milliseconds the server wants us to wait; undefined when it did not say. */
  readonly after: number | undefined;

  constructor(error: PwafError, after?: number) {
    super(error.message);
    this.error = error;
    this.after = after;
  }
}

const maxAttempts = 5;
/** Somebody waits in front of the screen: give up rather than keep them for minutes. */
const patienceMs = 60_000;
const firstPauseMs = 1000;
const jitterMs = 500;

/**
 * Runs `attempt` until it succeeds, fails with anything but `Repeatable`, or patience runs out: five attempts, one
 * minute of waiting in all. A server that asks for longer is not called again.
 */
export async function withRetry<T>(
  attempt: () => Promise<T>,
  timing: Timing,
  signal: AbortSignal | undefined,
  onRetry: (error: PwafError, waitMs: number) => void,
): Promise<T> {
  let waited = 0;
  for (let made = 1; ; made++) {
    try {
      return await attempt();
    } catch (failure) {
      if (!(failure instanceof Repeatable)) throw failure;
      const pause = (failure.after ?? firstPauseMs * made) + Math.floor(timing.random() * jitterMs);
      if (made >= maxAttempts || waited + pause > patienceMs) throw failure.error;
      onRetry(failure.error, pause);
      await timing.sleep(pause, signal);
      waited += pause;
    }
  }
}

/** `Retry-After` in milliseconds: seconds or an HTTP date; undefined when missing or unreadable. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

export const realTiming: Timing = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        reject(new PwafError("cancelled", "Cancelled."));
      };
      if (signal?.aborted === true) return reject(new PwafError("cancelled", "Cancelled."));
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", stop);
        resolve();
      }, ms);
      signal?.addEventListener("abort", stop, { once: true });
    }),
};
