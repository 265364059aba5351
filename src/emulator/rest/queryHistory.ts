import type { IdentityStore, User } from "../identity.ts";
import type { Outcome, RanStatement, StatementHistory } from "../sql/history.ts";
import { badRequest } from "./apiError.ts";
import { paged } from "./paging.ts";
import type { Router } from "./router.ts";

const pages = { size: "max_results", serverSize: 100, largest: 1000, isUnlimitedByDefault: false } as const;
/** Days that a time range may span. */
const longestRange = 30;
const dayMs = 24 * 3600_000;

/** The state of a statement as the API and the system table write it. */
export function statusOf({ outcome }: RanStatement): string {
  return statuses[outcome];
}

const statuses: Readonly<Record<Outcome, string>> = {
  running: "RUNNING",
  finished: "FINISHED",
  failed: "FAILED",
  canceled: "CANCELED",
};

/**
 * The workspace's query history, latest first, of what really ran here. Admins see all statements, others their own.
 * Source: databricks/databricks-sdk-go `service/sql`, `ListQueryHistoryRequest` and `QueryInfo`.
 */
export function addQueryHistory(router: Router, history: StatementHistory, identity: IdentityStore): void {
  const users = [...identity.users, ...identity.servicePrincipals];
  router.add("GET", "/api/2.0/sql/history/queries", ({ query, user }) => {
    const isWanted = filterOf(query);
    const found = history.entries
      .filter(({ session }) => user.groups.includes("admins") || session.user === user.userName)
      .map((ran) => queryJson(ran, users))
      .filter(isWanted)
      .reverse();
    const { items, next } = paged(found.length, (i) => found[i], query, pages);
    return { body: { res: items, has_next_page: next.next_page_token !== undefined, ...next } };
  });
}

type QueryJson = ReturnType<typeof queryJson>;

function queryJson(
  { id, sql, session, startedAt, endedAt, outcome, error, rowsProduced, tags }: RanStatement,
  users: readonly User[],
) {
  const owner = users.find(({ userName }) => userName === session.user);
  return {
    query_id: id,
    status: statuses[outcome],
    query_text: sql,
    statement_type: /^\s*(\w+)/.exec(sql)?.[1]?.toUpperCase() ?? "OTHER",
    user_name: session.user,
    user_id: Number(owner?.id ?? 0),
    executed_as_user_name: session.user,
    warehouse_id: session.warehouseId,
    endpoint_id: session.warehouseId,
    session_id: session.id,
    client_application: applicationOf(session.client),
    duration: (endedAt ?? Date.now()) - startedAt,
    query_start_time_ms: startedAt,
    ...(endedAt === undefined ? {} : { execution_end_time_ms: endedAt, query_end_time_ms: endedAt }),
    rows_produced: rowsProduced,
    query_tags: tags,
    ...(error === undefined ? {} : { error_message: error.message }),
    is_final: outcome !== "running",
  };
}

/** The product that a client names in its User-Agent; drivers put it into the comment behind their own name. */
export function applicationOf(userAgent: string): string {
  const [, name = "", , entry] = /^([^\s/(]+)(\/\S*)?(?:\s+\(([^\s;)/]+_[^\s;)/]+))?/.exec(userAgent) ?? [];
  return entry ?? name;
}

function filterOf(query: URLSearchParams): (entry: QueryJson) => boolean {
  const of = (name: string): readonly string[] => query.getAll(`filter_by.${name}`);
  const time = (name: string): number | undefined => {
    const text = query.get(`filter_by.query_start_time_range.${name}`);
    if (text === null) return undefined;
    if (!/^\d+$/.test(text)) throw badRequest(`filter_by.query_start_time_range.${name} is no time.`);
    return Number(text);
  };
  const [start, end] = [time("start_time_ms"), time("end_time_ms")];
  if (start !== undefined && (end ?? Date.now()) - start > longestRange * dayMs)
    throw badRequest(`The time range may span ${longestRange} days at most.`);
  const isIn = (wanted: readonly string[], value: string): boolean => wanted.length === 0 || wanted.includes(value);
  return (entry) =>
    isIn(of("statuses"), entry.status) &&
    isIn(of("user_ids"), String(entry.user_id)) &&
    isIn(of("warehouse_ids"), entry.warehouse_id) &&
    isIn(of("statement_ids"), entry.query_id) &&
    entry.query_start_time_ms >= (start ?? 0) &&
    entry.query_start_time_ms <= (end ?? Infinity);
}
