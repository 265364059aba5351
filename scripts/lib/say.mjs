// Progress for people: what happens, how long it took, and what to do when it did not work.

/** An error whose text is all a person needs; it is shown without a stack. */
export class Stop extends Error {}

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** Announces a step before it starts and its time when it ends. */
export async function step(what, run) {
  const started = performance.now();
  say(`• ${what} …`);
  const result = await run();
  say(`  done in ${seconds(started)}`);
  return result;
}

/** Runs a script to its end: a `Stop` prints its text, anything else its stack; both end with exit code 2. */
export async function main(run) {
  try {
    process.exitCode = (await run()) ?? 0;
  } catch (error) {
    process.stderr.write(`\n✖ ${error instanceof Stop ? error.message : (error?.stack ?? String(error))}\n`);
    process.exitCode = 2;
  }
}
