/**
 * Milliseconds of CPU that a piece of work takes on its own thread, which is what the one who waits for it waits at least. The least of
 * several rounds, once the first have warmed the compiler: other programs on the machine only ever add to it.
 */
export async function leastCpu(rounds: number, work: () => Promise<unknown>): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds; round++) {
    const before = process.threadCpuUsage();
    await work();
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
