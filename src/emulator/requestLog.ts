/** How a request said who it is. Never the credential itself. */
export type AuthKind = "pat" | "oauth" | "basic" | "none";

export interface RecordedRequest {
  /** A UUID, of calls over HTTP. */
  readonly id?: string;
  /** ISO 8601. */
  readonly time: string;
  readonly origin: string;
  readonly method: string;
  /** Path without the query string, which may carry codes and states. */
  readonly path: string;
  /** The Thrift method, for calls to the SQL warehouse; the JSON-RPC method, for calls to MCP servers. */
  rpc?: string;
  /** Of an MCP call that runs a tool: its name. */
  tool?: string;
  readonly userAgent: string;
  readonly auth: AuthKind;
  /** Whose valid credential it was. */
  user?: string;
  /** HTTP status; 0 while the answer is under way or when the connection was cut. */
  status: number;
}

const capacity = 10_000;

/** The last requests, oldest first. */
export class RequestLog {
  readonly #entries: RecordedRequest[] = [];

  get entries(): readonly RecordedRequest[] {
    return this.#entries;
  }

  add(entry: RecordedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length > capacity) this.#entries.splice(0, this.#entries.length - capacity);
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
