import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { redact } from "../../core/base/redact.ts";
import type { SqlDialect } from "../../core/sql/dialect.ts";
import { withoutSecrets } from "../../core/sql/withoutSecrets.ts";
import type { HistoryEntry } from "../../core/sql/historyEntry.ts";
import type { ResultsState } from "../../protocol/results.ts";
import type { State } from "../platform/state.ts";

/** Statements that are kept, and characters of each. */
const maxEntries = 200;
const maxText = 10_000;

/** The statements that were run in this workspace, newest first; kept between sessions. */
export class QueryHistory extends Disposable {
  readonly #state: Pick<State, "get" | "set">;
  readonly #now: () => number;
  readonly #onDidChange = this.own(new Emitter<void>());
  readonly onDidChange = this.#onDidChange.event;

  constructor(state: Pick<State, "get" | "set">, now: () => number) {
    super();
    this.#state = state;
    this.#now = now;
    // What ran when the window closed has no end that we know of.
    const entries = this.entries;
    if (entries.some(({ status }) => status === "running"))
      this.#save(entries.map((entry) => (entry.status === "running" ? { ...entry, status: "cancelled" } : entry)));
  }

  get entries(): readonly HistoryEntry[] {
    return this.#state.get("queryHistory") ?? [];
  }

  /** Notes a statement that starts now; answers its id. */
  begin(sql: string, target: string, dialect?: SqlDialect): number {
    const startedAt = this.#now();
    const id = Math.max(startedAt, (this.entries[0]?.id ?? 0) + 1);
    const safe = withoutSecrets(sql, dialect);
    const changed = safe !== sql ? "redacted" : safe.length > maxText ? "shortened" : undefined;
    const entry: HistoryEntry = {
      id,
      sql: safe.slice(0, maxText),
      ...(changed === undefined ? {} : { changed }),
      startedAt,
      status: "running",
      target,
    };
    this.#save([entry, ...this.entries].slice(0, maxEntries));
    return id;
  }

  /** Notes what has become of a statement. Rows that are loaded later count too. */
  update(id: number, state: ResultsState): void {
    const before = this.entries.find((entry) => entry.id === id);
    const after = before && updated(before, state, this.#now());
    if (!after || after === before) return;
    this.#save(this.entries.map((entry) => (entry.id === id ? after : entry)));
  }

  clear(): void {
    this.#save([]);
  }

  /** What is kept can be read back at once; the disk follows. */
  #save(entries: readonly HistoryEntry[]): void {
    void this.#state.set("queryHistory", entries);
    this.#onDidChange.fire();
  }
}

function updated(entry: HistoryEntry, state: ResultsState, now: number): HistoryEntry {
  const { duration = now - entry.startedAt } = entry;
  switch (state.kind) {
    case "running":
      return state.target === "" ? entry : { ...entry, target: state.target };
    case "rows": {
      if (state.loading) return entry;
      // “More” must not outlive the last page.
      const { moreRows: _, ...rest } = entry;
      const more = state.complete ? {} : ({ moreRows: true } as const);
      return { ...rest, ...more, status: "finished", duration, rows: state.loadedRows, target: state.target };
    }
    case "error":
      return { ...entry, status: "failed", duration, error: redact(state.error.message) };
    case "cancelled":
      return { ...entry, status: "cancelled", duration };
    case "empty":
      return entry;
  }
}
