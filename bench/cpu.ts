/** A clock of CPU time ticks every 4 ms on many machines, so that less than this says little. */
const LEAST_BATCH_MS = 100;

/**
 * Milliseconds of CPU that a piece of work takes on its own thread, which is what the one who waits for it waits at least: the mean of a
 * batch, and the least of several batches, as other programs on the machine only ever add to it and the first ones warm the compiler.
 */
export async function leastCpu(batches: number, work: () => Promise<unknown>): Promise<number> {
  let least = Infinity;
  for (let batch = 0; batch < batches; batch++) {
    const start = process.threadCpuUsage();
    let runs = 0;
    let taken = 0;
    while (taken < LEAST_BATCH_MS) {
      await work();
      runs++;
      const { user, system } = process.threadCpuUsage(start);
      taken = (user + system) / 1000;
    }
    least = Math.min(least, taken / runs);
  }
  return least;
}
