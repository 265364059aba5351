import { setTimeout as pause } from "node:timers/promises";

/** How long a person would wait before calling it broken; a busy machine gets three times that. */
export const PATIENCE_MS = 30_000;

const POLL_MS = 50;

/**
 * Waits for a condition that the page cannot wait for itself.
 * @param what completes “waited for ...” in the error.
 * @param probe gives the value, or undefined while it is not there yet. What it throws ends the wait.
 */
export async function until<T>(what: string, probe: () => Promise<T | undefined>, patience = PATIENCE_MS): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (performance.now() > end) throw new Error(`waited ${patience / 1000} s for ${what}`);
    await pause(POLL_MS);
  }
}
