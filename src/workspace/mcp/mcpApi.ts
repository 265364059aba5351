import type { Caller, Query } from "../rest/call.ts";
import { pageSize } from "../rest/paging.ts";
import type { Json } from "../rest/read.ts";
import { optionalText, present, readList, readObject } from "../rest/read.ts";

export interface GenieSpace {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
}

export interface App {
  readonly name: string;
  readonly url: string;
  readonly description?: string;
}

/** What a workspace has that answers as an MCP server, beside functions and connections. */
export interface McpApi {
  genieSpaces(signal?: AbortSignal): Promise<readonly GenieSpace[]>;
  /** Full names of search indexes, in alphabetical order. */
  searchIndexes(signal?: AbortSignal): Promise<readonly string[]>;
  /** Databricks Apps that have been deployed once: the others have no address. */
  apps(signal?: AbortSignal): Promise<readonly App[]>;
}

/** Against a server that never ends. */
const mostPages = 50;

/** Source: Databricks SDK for Go, `service/dashboards` (Genie), `service/vectorsearch`, `service/apps`. */
export function mcpApi({ get }: Pick<Caller, "get">): McpApi {
  async function all<T>(
    [path, field, what]: readonly [path: string, field: string, what: string],
    query: Query,
    read: (entry: Json) => T | undefined,
    signal: AbortSignal | undefined,
  ): Promise<T[]> {
    const found: T[] = [];
    let pageToken: string | undefined;
    for (let pages = 0; pages < mostPages; pages++) {
      const page = pageToken === undefined ? query : { ...query, page_token: pageToken };
      const answer = await get(path, page, signal);
      found.push(...readList(answer, field, what, read));
      pageToken = optionalText(readObject(answer, what)["next_page_token"]);
      if (pageToken === undefined) break;
    }
    return found;
  }
  const hundred = pageSize({ pageSize: 100 });

  return {
    genieSpaces: (signal) => all(["/api/2.0/genie/spaces", "spaces", "Genie spaces"], hundred, genieSpace, signal),

    async searchIndexes(signal) {
      const base = "/api/2.0/vector-search";
      const endpoints = await all([`${base}/endpoints`, "endpoints", "search endpoints"], {}, named, signal);
      const names = await Promise.all(
        endpoints.map((endpoint) =>
          all([`${base}/indexes`, "vector_indexes", "search indexes"], { endpoint_name: endpoint }, named, signal),
        ),
      );
      return names.flat().sort();
    },

    apps: (signal) => all(["/api/2.0/apps", "apps", "apps"], hundred, app, signal),
  };
}

function genieSpace(entry: Json): GenieSpace | undefined {
  const id = optionalText(entry["space_id"]);
  if (id === undefined) return undefined;
  const title = optionalText(entry["title"]) ?? id;
  return present<GenieSpace>({ id, title, description: optionalText(entry["description"]) });
}

function named(entry: Json): string | undefined {
  return optionalText(entry["name"]);
}

function app(entry: Json): App | undefined {
  const [name, url] = [optionalText(entry["name"]), optionalText(entry["url"])];
  if (name === undefined || url === undefined) return undefined;
  return present<App>({ name, url, description: optionalText(entry["description"]) });
}
