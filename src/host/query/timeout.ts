import { PwafError } from "../../core/base/errors.ts";

/** The warehouse is told of the limit too, and says more when it gives up: it goes first. */
const grace = 10;

/**
 * Runs work that must not take longer than a limit, in seconds, and ends it then by its signal.
 * @throws PwafError `timeout` after the limit and some seconds of grace.
 */
export async function withTimeout<T>(
  seconds: number | undefined,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
  graceSeconds: number = grace,
): Promise<T> {
  if (seconds === undefined) return await run(signal);
  const late = AbortSignal.timeout((seconds + graceSeconds) * 1000);
  try {
    return await run(AbortSignal.any([signal, late]));
  } catch (error) {
    if (!late.aborted || signal.aborted) throw error;
    throw new PwafError("timeout", `The statement did not end within ${seconds} seconds and was cancelled.`, {
      hint: "The setting pwaf.query.timeoutSeconds moves this limit.",
      cause: error,
    });
  }
}
