import { setTimeout as sleep } from "node:timers/promises";
import { httpFailure, networkFailure } from "./driverErrors.ts";

/** Which failures of a call leave the server as if it had never been made. */
export interface RetryRule {
  /** The call may be repeated after a connection that broke midway. */
  readonly afterDrop: boolean;
  /** After 401: gets another token. False when there is none, or enough have been tried. */
  readonly renewToken?: () => Promise<boolean>;
}

export interface RetryPace {
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubles each time. */
  readonly firstDelay: number;
  /** Milliseconds that all waits may take together; a `Retry-After` beyond it ends the attempts. */
  readonly totalDelay: number;
}

const defaultPace: RetryPace = { attempts: 6, firstDelay: 500, totalDelay: 90_000 };

/**
 * Repeats a call that the driver itself never repeats (OpenSession, ExecuteStatement, FetchResults): after 429 and 503,
 * which say that nothing was done, honouring `Retry-After`, after 401 with another token, and after a dropped connection
 * where the rule allows it.
 */
export async function withRetries<T>(
  call: (attempt: number) => Promise<T>,
  rule: RetryRule,
  signal: AbortSignal,
  onRetry: (error: unknown, delay: number) => void,
  pace: RetryPace = defaultPace,
): Promise<T> {
  let waited = 0;
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    try {
      return await call(attempt);
    } catch (error) {
      if (httpFailure(error)?.status === 401 && !signal.aborted && (await rule.renewToken?.()) === true) {
        onRetry(error, 0);
        continue;
      }
      const delay = delayBefore(attempt, error, rule, pace);
      if (delay === undefined || waited + delay > pace.totalDelay || signal.aborted) throw error;
      waited += delay;
      onRetry(error, delay);
      await sleep(delay, undefined, { signal });
    }
  }
}

/** Milliseconds to wait after a failed attempt, or undefined when another one would be wrong or useless. */
export function delayBefore(attempt: number, error: unknown, rule: RetryRule, pace: RetryPace): number | undefined {
  if (attempt >= pace.attempts) return undefined;
  const http = httpFailure(error);
  const backoff = pace.firstDelay * 2 ** (attempt - 1);
  if (http?.status === 429 || http?.status === 503) return Math.max(backoff, (http.retryAfter ?? 0) * 1000);
  return rule.afterDrop && networkFailure(error) === "dropped" ? backoff : undefined;
}
