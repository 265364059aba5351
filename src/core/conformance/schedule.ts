/** Something that runs, beside others or not. */
export interface Task {
  readonly alone: boolean;
  /** Never rejects. */
  run(): Promise<void>;
}

/**
 * Runs tasks in their order, at most `jobs` at a time; one that must be alone waits for those that run, and the rest
 * waits for it.
 */
export async function runTasks(tasks: readonly Task[], jobs: number): Promise<void> {
  const running = new Set<Promise<void>>();
  for (const task of tasks) {
    while (running.size >= (task.alone ? 1 : Math.max(1, jobs))) await Promise.race(running);
    const work = task.run().finally(() => running.delete(work));
    running.add(work);
    if (task.alone) await work;
  }
  await Promise.all(running);
}
