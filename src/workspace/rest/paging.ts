import type { Query } from "./call.ts";
import { optionalText, readObject } from "./read.ts";
import type { Page, PageRequest } from "./types.ts";

/** Unity Catalog's way to ask for a page. Without `max_results` the server would send everything at once. */
export function maxResults({ pageSize, pageToken }: PageRequest): Query {
  return { max_results: pageSize, ...(pageToken === undefined ? {} : { page_token: pageToken }) };
}

/** The way of the other APIs. */
export function pageSize({ pageSize: size, pageToken }: PageRequest): Query {
  return { page_size: size, ...(pageToken === undefined ? {} : { page_token: pageToken }) };
}

export function pageOf<T>(answer: unknown, items: readonly T[]): Page<T> {
  const nextPageToken = optionalText(readObject(answer, "a list")["next_page_token"]);
  return nextPageToken === undefined ? { items } : { items, nextPageToken };
}
