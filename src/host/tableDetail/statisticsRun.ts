import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { isCancelled } from "../../core/base/errors.ts";
import { columnStatistics } from "../../core/statistics/columnStatistics.ts";
import type { StatisticsColumn, StatisticsScope } from "../../core/statistics/statements.ts";
import type { ViewError } from "../../protocol/messages.ts";
import type { ColumnStatistics, StatisticsState } from "../../protocol/tableDetail.ts";
import { tryAgain } from "../platform/pane.ts";

export interface StatisticsRunOptions {
  readonly table: readonly string[];
  /** Runs one statement; every value of its rows as text. */
  readonly query: (sql: string, signal: AbortSignal) => Promise<readonly (readonly (string | null)[])[]>;
  readonly show: (state: StatisticsState) => void;
  readonly viewError: (error: unknown) => ViewError;
  readonly failed: (error: unknown) => void;
}

/** Column statistics of one table: only when somebody asks, one column after the other, stopped at any time. */
export class StatisticsRun extends Disposable {
  readonly #options: StatisticsRunOptions;
  #state: StatisticsState = { phase: "idle", columns: [], total: 0, statements: [] };
  #stop: AbortController | undefined;
  #last: (() => Promise<void>) | undefined;

  constructor(options: StatisticsRunOptions) {
    super();
    this.#options = options;
    this.own(toDisposable(() => this.#stop?.abort()));
  }

  resend(): void {
    this.#options.show(this.#state);
  }

  /** Starts; what ran before is stopped. Never rejects. */
  async compute(columns: readonly StatisticsColumn[], scope: StatisticsScope): Promise<void> {
    this.#last = () => this.compute(columns, scope);
    this.#stop?.abort();
    const mine = new AbortController();
    this.#stop = mine;
    const done: ColumnStatistics[] = [];
    const statements: string[] = [];
    const show = (phase: StatisticsState["phase"], error?: ViewError) => {
      if (this.#stop !== mine) return;
      this.#state = {
        phase,
        columns: [...done],
        total: columns.length,
        statements: [...statements],
        ...(error ? { error } : {}),
      };
      this.resend();
    };
    const query = (sql: string) => {
      statements.push(sql);
      return this.#options.query(sql, mine.signal);
    };
    show("running");
    try {
      for await (const one of columnStatistics(query, this.#options.table, columns, scope)) {
        done.push(one);
        show("running");
        if (mine.signal.aborted) break;
      }
      show(mine.signal.aborted ? "stopped" : "done");
    } catch (error) {
      if (isCancelled(error) || mine.signal.aborted) return show("stopped");
      this.#options.failed(error);
      show("failed", { action: tryAgain, ...this.#options.viewError(error) });
    }
  }

  cancel(): void {
    this.#stop?.abort();
  }

  /** A button of its error: tries again, or answers with the command to run. */
  press(actionId: string): string | undefined {
    if (actionId !== tryAgain.id) return this.#state.error?.action?.id === actionId ? actionId : undefined;
    void this.#last?.();
    return undefined;
  }
}
