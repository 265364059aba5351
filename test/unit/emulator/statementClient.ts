import assert from "node:assert/strict";
import type { Emulator } from "../../../src/emulator/emulator.ts";

export interface Link {
  readonly external_link: string;
  readonly expiration: string;
  readonly http_headers: Record<string, string>;
  readonly next_chunk_index?: number;
}

export interface Result {
  readonly row_count?: number;
  readonly next_chunk_internal_link?: string;
  readonly data_array?: (string | null)[][];
  readonly external_links?: Link[];
  readonly attachment?: string;
}

export interface Answer {
  readonly statement_id: string;
  readonly status: { state: string; sql_state?: string; error?: { error_code: string; message: string } };
  readonly manifest?: {
    readonly total_row_count: number;
    readonly total_chunk_count: number;
    readonly truncated: boolean;
    readonly schema: { column_count: number; columns: Record<string, unknown>[] };
  };
  readonly result?: Result;
}

export const statementsPath = "/api/2.0/sql/statements";

/** The Statement Execution API as its documentation tells to use it, without a client library. */
export class StatementClient {
  readonly #emulator: Emulator;
  readonly #token: string;

  constructor(emulator: Emulator, user?: string) {
    this.#emulator = emulator;
    this.#token = emulator.createToken(user === undefined ? {} : { user });
  }

  async call(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
    const response = await fetch(`${this.#emulator.httpUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, "user-agent": "Acme_Loader/1.2.0" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: await response.json() };
  }

  async execute(statement: string, options: object = {}): Promise<Answer> {
    const body = { statement, warehouse_id: this.#emulator.warehouseId, ...options };
    return (await this.#good("POST", statementsPath, body)) as Answer;
  }

  async get<T = Answer>(path: string): Promise<T> {
    return (await this.#good("GET", path)) as T;
  }

  /** Polls until the statement has ended. */
  async ended(id: string): Promise<Answer> {
    for (;;) {
      const answer = await this.get(`${statementsPath}/${id}`);
      if (answer.status.state !== "PENDING" && answer.status.state !== "RUNNING") return answer;
    }
  }

  /** Follows the chain of chunks from the first one. */
  async chunks({ statement_id: id, result }: Answer): Promise<Result[]> {
    const found: Result[] = [];
    for (let chunk = result; chunk !== undefined;) {
      found.push(chunk);
      const next = chunk.external_links?.[0]?.next_chunk_index;
      const path =
        next === undefined ? chunk.next_chunk_internal_link : `${statementsPath}/${id}/result/chunks/${next}`;
      chunk = path === undefined ? undefined : await this.get<Result>(path);
    }
    return found;
  }

  async files(answer: Answer): Promise<Buffer[]> {
    const links = (await this.chunks(answer)).flatMap((chunk) => chunk.external_links ?? []);
    return Promise.all(
      links.map(async ({ external_link, http_headers }) => {
        const response = await fetch(external_link, { headers: http_headers });
        assert.equal(response.status, 200);
        return Buffer.from(await response.arrayBuffer());
      }),
    );
  }

  async #good(method: string, path: string, body?: unknown): Promise<unknown> {
    const { status, json } = await this.call(method, path, body);
    assert.equal(status, 200, JSON.stringify(json));
    return json;
  }
}
