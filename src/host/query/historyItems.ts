import type { HistoryEntry } from "../../core/sql/historyEntry.ts";
import type { WorkspaceQuery } from "../../workspace/rest/queryHistoryApi.ts";
import { titleOf } from "./queryDeck.ts";

/** A line of the history, and what it stands for. */
export interface HistoryLine {
  readonly label: string;
  readonly detail: string;
  readonly sql: string;
  /** Why the text may not be what ran; such a statement is opened, not run. */
  readonly changed?: string;
}

const icons: Readonly<Record<string, string>> = {
  finished: "$(check)",
  failed: "$(error)",
  canceled: "$(circle-slash)",
  cancelled: "$(circle-slash)",
};

const changes: Readonly<Record<NonNullable<HistoryEntry["changed"]>, string>> = {
  redacted: "A secret was left out of the text.",
  shortened: "The text is very long and was cut off.",
};

/** Milliseconds within a minute by tenths of seconds, beyond it by seconds. */
function durationText(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1000)} s`;
}

const rowsText = (rows: number, more: boolean): string =>
  `${rows.toLocaleString("en-US")}${more ? "+" : ""} ${rows === 1 && !more ? "row" : "rows"}`;

/** @param timeText writes epoch milliseconds for people */
export function ownLine(entry: HistoryEntry, timeText: (ms: number) => string): HistoryLine {
  const { sql, status, startedAt, duration, rows, moreRows, error, target, changed } = entry;
  const facts = [
    timeText(startedAt),
    duration === undefined ? undefined : durationText(duration),
    rows === undefined ? status : rowsText(rows, moreRows === true),
  ];
  return line(sql, status, facts, [error, target], changed && changes[changed]);
}

/** @param warehouseName of an id, where it is known */
export function workspaceLine(
  query: WorkspaceQuery,
  timeText: (ms: number) => string,
  warehouseName: (id: string) => string,
): HistoryLine {
  const { sql, startedAt, duration, rows, error, userName, warehouseId, clientApplication } = query;
  const status = query.status.toLowerCase();
  const isFinished = status === "finished" && rows !== undefined;
  const facts = [
    timeText(startedAt),
    duration === undefined ? undefined : durationText(duration),
    isFinished ? rowsText(rows, false) : status,
  ];
  const place = warehouseId === undefined ? undefined : warehouseName(warehouseId);
  return line(sql, status, facts, [error, userName, place, clientApplication], undefined);
}

function line(
  sql: string,
  status: string,
  facts: readonly (string | undefined)[],
  details: readonly (string | undefined)[],
  changed: string | undefined,
): HistoryLine {
  const join = (parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined && part !== "").join(" · ");
  return {
    label: `${icons[status] ?? "$(sync)"} ${sql === "" ? "(no text)" : titleOf(sql, 100)}`,
    detail: join([changed, ...facts, ...details]),
    sql,
    ...(changed === undefined ? {} : { changed }),
  };
}
