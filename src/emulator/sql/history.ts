import { randomUUID } from "node:crypto";
import { mergeQueryTags, type QueryTag, readQueryTags } from "./queryTags.ts";
import type { SessionState } from "./session.ts";
import type { SqlError } from "./sqlError.ts";

/** What became of a statement. One whose result was closed stays finished. */
export type Outcome = "running" | "finished" | "failed" | "canceled";

/** A statement that ran here, or runs; clients know it by the same id as their operation or statement. */
export interface RanStatement {
  /** A UUID. */
  readonly id: string;
  readonly sql: string;
  readonly session: SessionState;
  /** Those of the session, and the statement's own. */
  readonly tags: readonly QueryTag[];
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Epoch milliseconds; undefined while it runs. */
  endedAt: number | undefined;
  outcome: Outcome;
  error: SqlError | undefined;
  /** Rows that were handed out so far. */
  rowsProduced: number;
}

const capacity = 1000;

/** The last statements of all sessions, oldest first. Catalog calls of drivers are no statements. */
export class StatementHistory {
  readonly #entries: RanStatement[] = [];

  get entries(): readonly RanStatement[] {
    return this.#entries;
  }

  begin(sql: string, session: SessionState, tags: readonly QueryTag[]): RanStatement {
    const ran = newRun(sql, session, tags);
    this.#entries.push(ran);
    if (this.#entries.length > capacity) this.#entries.shift();
    return ran;
  }
}

/** The record of a statement that begins now. The session is copied: a later `USE` does not change what has run. */
export function newRun(sql: string, session: SessionState, tags: readonly QueryTag[] = []): RanStatement {
  return {
    id: randomUUID(),
    sql,
    session: { ...session },
    tags: mergeQueryTags(readQueryTags(session.settings.get("query_tags") ?? ""), tags),
    startedAt: Date.now(),
    endedAt: undefined,
    outcome: "running",
    error: undefined,
    rowsProduced: 0,
  };
}
