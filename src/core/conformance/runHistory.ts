import type { ConformanceRun } from "./result.ts";

/** More runs say nothing new about errors. */
const mostRuns = 100;

/** The runs of one project since the window was opened, the latest last. */
export class RunHistory {
  readonly #runs: ConformanceRun[] = [];

  add(run: ConformanceRun): void {
    this.#runs.push(run);
    if (this.#runs.length > mostRuns) this.#runs.shift();
  }

  get runs(): readonly ConformanceRun[] {
    return this.#runs;
  }

  /**
   * The last run, completed by the latest results of entries that it left out, as far as they were tested in the same place as
   * the same product. Cancelled runs do not count where there are results.
   * @param ids entries that there are, in their order; results of others are left out
   */
  latest(ids: readonly string[]): ConformanceRun | undefined {
    const last = this.#runs.at(-1);
    if (!last) return undefined;
    const same = this.#runs.filter(({ target, identity }) => target === last.target && identity === last.identity);
    const results = new Map<string, ConformanceRun["results"][number]>();
    for (const result of same.flatMap((run) => run.results))
      if (result.outcome !== "cancelled" || !results.has(result.entry.id)) results.set(result.entry.id, result);
    return { ...last, results: ids.flatMap((id) => results.get(id) ?? []) };
  }
}
