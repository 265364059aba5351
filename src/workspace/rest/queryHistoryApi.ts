import type { Caller, Query } from "./call.ts";
import { optionalNumber, optionalText, present, readList, readObject } from "./read.ts";
import type { Json } from "./read.ts";
import type { Page } from "./types.ts";

/** A statement that ran in the workspace, from whichever client. */
export interface WorkspaceQuery {
  readonly id: string;
  readonly sql: string;
  /** `QUEUED`, `STARTED`, `COMPILING`, `COMPILED`, `RUNNING`, `FINISHED`, `FAILED`, `CANCELED`. */
  readonly status: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly duration?: number;
  readonly rows?: number;
  readonly error?: string;
  readonly userName?: string;
  readonly warehouseId?: string;
  /** What Databricks made of the client's User-Agent. */
  readonly clientApplication?: string;
}

export interface QueryHistoryRequest {
  /** At most this many, below 1000. */
  readonly pageSize: number;
  readonly pageToken?: string;
  /** Only statements of this user. */
  readonly userId?: string;
}

/** The workspace's query history, latest first. Whoever may not see others' statements gets their own. */
export interface QueryHistoryApi {
  queryHistory(request: QueryHistoryRequest, signal?: AbortSignal): Promise<Page<WorkspaceQuery>>;
}

/** Source: databricks/databricks-sdk-go `service/sql`, `QueryHistoryAPI.List`. */
export function queryHistoryApi({ get }: Pick<Caller, "get">): QueryHistoryApi {
  return {
    async queryHistory({ pageSize, pageToken, userId }, signal) {
      const query: Query = {
        max_results: pageSize,
        ...(pageToken === undefined ? {} : { page_token: pageToken }),
        ...(userId === undefined ? {} : { "filter_by.user_ids": userId }),
      };
      const answer = await get("/api/2.0/sql/history/queries", query, signal);
      const body = readObject(answer, "the query history");
      const items = readList(answer, "res", "the query history", workspaceQuery);
      const next = body["has_next_page"] === false ? undefined : optionalText(body["next_page_token"]);
      return next === undefined ? { items } : { items, nextPageToken: next };
    },
  };
}

function workspaceQuery(entry: Json): WorkspaceQuery | undefined {
  const id = optionalText(entry["query_id"]);
  const startedAt = optionalNumber(entry["query_start_time_ms"]);
  if (id === undefined || startedAt === undefined) return undefined;
  return present<WorkspaceQuery>({
    id,
    sql: optionalText(entry["query_text"]) ?? "",
    status: optionalText(entry["status"]) ?? "UNKNOWN",
    startedAt,
    duration: optionalNumber(entry["duration"]),
    rows: optionalNumber(entry["rows_produced"]),
    error: optionalText(entry["error_message"]),
    userName: optionalText(entry["user_name"]),
    warehouseId: optionalText(entry["warehouse_id"]),
    clientApplication: optionalText(entry["client_application"]),
  });
}
