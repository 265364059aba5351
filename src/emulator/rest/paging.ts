import { badRequest } from "./apiError.ts";

export interface PageRules {
  /** Name of the size parameter. */
  readonly size: "max_results" | "page_size";
  /** Page size when the client leaves it to the server, by `0` or by leaving it out. */
  readonly serverSize: number;
  readonly largest: number;
  /** Catalogs, schemas, tables and functions come all at once when the size is left out. */
  readonly isUnlimitedByDefault: boolean;
}

export const catalogPages: PageRules = {
  size: "max_results",
  serverSize: 200,
  largest: 1000,
  isUnlimitedByDefault: true,
};

/** Volumes, models and names of tables come in pages whether asked or not. */
export const itemPages: PageRules = { ...catalogPages, isUnlimitedByDefault: false, largest: 10_000 };

/** A query parameter that must be there. */
export function required(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value === null || value === "") throw badRequest(`Missing required parameter: ${name}`);
  return value;
}

/** Cuts a page out of a list that may be computed on demand. Tokens are opaque, and only valid here. */
export function paged<T>(
  count: number,
  at: (index: number) => T,
  query: URLSearchParams,
  rules: PageRules,
): { readonly items: T[]; readonly next: { next_page_token?: string } } {
  const start = startOf(query.get("page_token"));
  const size = sizeOf(query.get(rules.size), rules, count);
  const end = Math.min(count, start + size);
  const items: T[] = [];
  for (let i = start; i < end; i++) items.push(at(i));
  return { items, next: end < count ? { next_page_token: Buffer.from(`at:${end}`).toString("base64") } : {} };
}

function sizeOf(text: string | null, rules: PageRules, count: number): number {
  if (text === null || text === "") return rules.isUnlimitedByDefault ? Math.max(count, 1) : rules.serverSize;
  const size = Number(text);
  if (!Number.isInteger(size) || size < 0) throw badRequest(`${rules.size} must not be negative, but is ${text}.`);
  return size === 0 ? rules.serverSize : Math.min(size, rules.largest);
}

function startOf(token: string | null): number {
  if (token === null || token === "") return 0;
  const match = /^at:(\d+)$/.exec(Buffer.from(token, "base64").toString("utf8"));
  if (match === null) throw badRequest("page_token is invalid.");
  return Number(match[1]);
}
