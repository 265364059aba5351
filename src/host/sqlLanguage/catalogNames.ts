import type { Logger } from "../../core/base/logger.ts";
import { errorText } from "../../core/base/errors.ts";
import type { Page, PageRequest, Table, WorkspaceClient } from "../../workspace/rest/workspaceClient.ts";

export type NamesClient = Pick<WorkspaceClient, "catalogs" | "schemas" | "tables" | "findTables" | "table">;

/** One name of a level. */
export interface KnownName {
  readonly name: string;
  /** `table_type` of tables. */
  readonly type?: string;
  readonly comment?: string;
}

export interface KnownNames {
  readonly names: readonly KnownName[];
  /** False where the server knows more than was asked for. */
  readonly isComplete: boolean;
}

const none: KnownNames = { names: [], isComplete: true };

/** How long an answer is good for, and how long a failure keeps from asking again; milliseconds. */
const freshMs = 5 * 60_000;
const retryMs = 30_000;
const pageSize = 1000;
/** Enough for a list to choose from; what is beyond is found by its beginning. */
const mostPages = 10;
/** Answers that are kept. */
const mostKept = 300;

/** Names of a workspace for completion and hover: asked for once, kept for minutes, silent when they cannot be had. */
export class CatalogNames {
  readonly #client: () => Promise<NamesClient>;
  readonly #log: Logger;
  readonly #now: () => number;
  readonly #kept = new Map<string, { readonly until: number; readonly answer: Promise<unknown> }>();

  constructor(client: () => Promise<NamesClient>, log: Logger, now: () => number = Date.now) {
    this.#client = client;
    this.#log = log;
    this.#now = now;
  }

  /** Forgets everything, as at a change of profile. */
  clear(): void {
    this.#kept.clear();
  }

  catalogs(): Promise<KnownNames> {
    return this.#names("catalogs", (client, page) => client.catalogs(page));
  }

  schemas(catalog: string): Promise<KnownNames> {
    return this.#names(JSON.stringify([catalog]), (client, page) => client.schemas(catalog, page));
  }

  /** @param typed the beginning of the name, by which the server is asked when there are too many to list */
  async tables(catalog: string, schema: string, typed: string): Promise<KnownNames> {
    const all = await this.#names(
      JSON.stringify([catalog, schema]),
      (client, page) => client.tables(catalog, schema, page),
      1,
    );
    const prefix = typed.toLowerCase();
    if (all.isComplete || prefix === "") return all;
    const found = await this.#names(
      JSON.stringify([catalog, schema, prefix]),
      async (client, page) => {
        const hits = await client.findTables(catalog, { schema, table: `${prefix}%` }, page);
        const start = `${catalog}.${schema}.`;
        const items = hits.items
          .filter(({ fullName }) => fullName.startsWith(start))
          .map(({ fullName, type }) => ({ name: fullName.slice(start.length), type }));
        return { ...hits, items };
      },
      1,
    );
    return { ...found, isComplete: false };
  }

  /** Undefined when there is no such table, or it cannot be looked at. */
  table(path: readonly string[]): Promise<Table | undefined> {
    return this.#keep<Table | undefined>(JSON.stringify(["table", ...path]), undefined, (client) =>
      client.table(path.join(".")),
    );
  }

  #names(
    key: string,
    load: (client: NamesClient, page: PageRequest) => Promise<Page<KnownName>>,
    pages = mostPages,
  ): Promise<KnownNames> {
    return this.#keep(key, none, async (client) => {
      const names: KnownName[] = [];
      let pageToken: string | undefined;
      for (let loaded = 0; loaded < pages; loaded++) {
        const page = await load(client, { pageSize, ...(pageToken === undefined ? {} : { pageToken }) });
        names.push(...page.items);
        pageToken = page.nextPageToken;
        if (pageToken === undefined) return { names, isComplete: true };
      }
      return { names, isComplete: false };
    });
  }

  #keep<T>(key: string, otherwise: T, load: (client: NamesClient) => Promise<T>): Promise<T> {
    const now = this.#now();
    const kept = this.#kept.get(key);
    // The key says which load made the answer, and so its type.
    if (kept && kept.until > now) return kept.answer as Promise<T>;
    const answer = this.#client()
      .then(load)
      .catch((error: unknown) => {
        this.#log.debug(`names for SQL: ${errorText(error)}`);
        if (this.#kept.get(key)?.answer === answer) this.#kept.set(key, { until: this.#now() + retryMs, answer });
        return otherwise;
      });
    this.#kept.delete(key);
    this.#kept.set(key, { until: now + freshMs, answer });
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return answer;
  }
}
