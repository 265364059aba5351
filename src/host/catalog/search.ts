import { errorText, isCancelled, PwafError } from "../../core/base/errors.ts";
import type { TablePatterns } from "../../workspace/rest/catalogApi.ts";
import type { CatalogModel } from "./catalogModel.ts";
import type { NamedNode } from "./catalogNode.ts";
import { isNamed } from "./catalogNode.ts";
import type { CatalogClient } from "./sources.ts";

/** More of one kind nobody reads; who searches on narrows the text down. */
export const mostHits = 200;

/** Catalogs that are asked at the same time. */
const lanes = 4;

/** A table that the server knows by the text. */
export interface ServerHit {
  readonly path: readonly [catalog: string, schema: string, table: string];
  readonly type: string;
}

export interface ServerQuery {
  readonly catalog: string;
  readonly patterns: TablePatterns;
}

/** What became of a search, to say honestly what was searched. */
export interface SearchOutcome {
  readonly searched: readonly string[];
  /** Catalogs that could not be searched, with the reason. */
  readonly failed: readonly { readonly catalog: string; readonly why: string }[];
  /** Catalogs that know more than was asked for. */
  readonly cut: readonly string[];
}

/** Objects that are loaded and whose name, or full name, contains the text. */
export function loadedHits(model: CatalogModel, text: string): NamedNode[] {
  const needle = text.toLowerCase();
  const hits: NamedNode[] = [];
  for (const node of model.loadedNodes()) {
    if (!isNamed(node)) continue;
    const name = node.kind === "warehouse" ? node.info.name : node.path.join(".");
    if (!(needle.includes(".") ? name : (name.split(".").at(-1) ?? "")).toLowerCase().includes(needle)) continue;
    hits.push(node);
    if (hits.length >= mostHits) break;
  }
  return hits;
}

/**
 * What to ask the server for a text: tables whose names begin with it. `schema.table` and `catalog.schema.table` narrow
 * it down; the last part is always a beginning.
 */
export function serverQueries(text: string, catalogs: readonly string[]): ServerQuery[] {
  const parts = text
    .trim()
    .toLowerCase()
    .split(".")
    .map((part) => part.replaceAll("`", "").trim());
  const last = `${parts.at(-1) ?? ""}%`;
  const named = (name: string | undefined) => catalogs.filter((catalog) => catalog.toLowerCase() === name);
  switch (parts.length) {
    case 1:
      return last === "%" ? [] : catalogs.map((catalog) => ({ catalog, patterns: { table: last } }));
    case 2: {
      const first = parts[0] ?? "";
      const inCatalog = named(first).map((catalog) => ({ catalog, patterns: { schema: last } }));
      return [...inCatalog, ...catalogs.map((catalog) => ({ catalog, patterns: { schema: first, table: last } }))];
    }
    default:
      return named(parts[0]).map((catalog) => ({
        catalog,
        patterns: { schema: parts[1] ?? "", table: `${parts.slice(2).join(".")}%` },
      }));
  }
}

/** Asks the catalogs, a few at a time. Hits come as they are found. Rejects only when the signal fires. */
export async function searchServer(
  client: Pick<CatalogClient, "findTables">,
  queries: readonly ServerQuery[],
  signal: AbortSignal,
  onHits: (hits: readonly ServerHit[]) => void,
): Promise<SearchOutcome> {
  const outcome = { searched: new Set<string>(), failed: new Map<string, string>(), cut: new Set<string>() };
  const waiting = [...queries];
  const lane = async (): Promise<void> => {
    for (let query = waiting.shift(); query !== undefined; query = waiting.shift()) {
      const { catalog, patterns } = query;
      try {
        const page = await client.findTables(catalog, patterns, { pageSize: mostHits }, signal);
        if (page.nextPageToken !== undefined) outcome.cut.add(catalog);
        outcome.searched.add(catalog);
        const hits = page.items.flatMap(({ fullName, type }) => hitOf(fullName, type));
        onHits(
          hits.filter(
            ({ path: [, schema, table] }) => begins(schema, patterns.schema) && begins(table, patterns.table),
          ),
        );
      } catch (error) {
        if (isCancelled(error) || signal.aborted) throw new PwafError("cancelled", "Cancelled.");
        outcome.failed.set(
          catalog,
          error instanceof PwafError && error.reason === "forbidden" ? "no permission" : errorText(error),
        );
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return {
    searched: [...outcome.searched],
    failed: [...outcome.failed].map(([catalog, why]) => ({ catalog, why })),
    cut: [...outcome.cut],
  };
}

/** To the server `_` and `%` in a name stand for any character; whoever types a name means them as they are. */
function begins(name: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return true;
  const text = pattern.replace(/%$/, "");
  return text === pattern ? name.toLowerCase() === text : name.toLowerCase().startsWith(text);
}

function hitOf(fullName: string, type: string): ServerHit[] {
  const [catalog, schema, ...rest] = fullName.split(".");
  return catalog === undefined || schema === undefined || rest.length === 0
    ? []
    : [{ path: [catalog, schema, rest.join(".")], type }];
}

/** One line that says what was searched on the server, and what was not. */
export function outcomeText({ searched, failed, cut }: SearchOutcome): string {
  const asked =
    searched.length === 0 ? "nothing was searched on the server" : `searched on the server: ${list(searched)}`;
  const missed = failed.map(({ catalog, why }) => `${catalog} (${why})`);
  return [
    asked,
    ...(missed.length === 0 ? [] : [`not searched: ${list(missed)}`]),
    ...(cut.length === 0 ? [] : [`first ${mostHits} tables only: ${list(cut)}`]),
  ].join("; ");
}

function list(names: readonly string[]): string {
  return names.length <= 5 ? names.join(", ") : `${names.slice(0, 5).join(", ")} and ${names.length - 5} more`;
}
