const faultKinds = ["status", "html", "reset", "lost", "slow", "restart", "answer"] as const;

/** A failure to inject. The first `times` matching requests get it. */
export interface Fault {
  /** A Thrift method name (`OpenSession`), or an HTTP method and the beginning of a path (`GET /api/2.1/unity-catalog`). */
  readonly match: string;
  /**
   * `status`: an API error with this status. `html`: a login page with status 200, as private-link setups answer.
   * `reset`: the connection is cut. `lost`: the same, but after the work is done. `slow`: the answer comes after `delayMs`.
   * `restart`: the warehouse has forgotten all sessions and results before it answers. `answer`: exactly `status`,
   * `headers` and `body`.
   */
  readonly kind: (typeof faultKinds)[number];
  /** HTTP status; if absent 503 for `status` and 200 for `answer`. */
  readonly status?: number;
  /** Of `kind: "answer"`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of `kind: "answer"`; empty if absent. */
  readonly body?: string;
  /** Seconds, sent as `Retry-After`. */
  readonly retryAfter?: number;
  /** How many requests it hits; 1 if absent. */
  readonly times?: number;
  /** How many requests pass before; 0 if absent. */
  readonly after?: number;
  /** Milliseconds for `kind: "slow"`; 1000 if absent. */
  readonly delayMs?: number;
}

export class FaultList {
  #pending: { readonly fault: Fault; left: number; before: number }[] = [];

  add(fault: Fault): void {
    this.#pending.push({ fault, left: fault.times ?? 1, before: fault.after ?? 0 });
  }

  clear(): void {
    this.#pending = [];
  }

  /** Faults that have not been used up. */
  get list(): readonly Fault[] {
    return this.#pending.map(({ fault, left, before }) => ({
      ...fault,
      times: left,
      ...(before > 0 ? { after: before } : {}),
    }));
  }

  /** The fault for a request, if one is waiting; counts it as used. */
  take(request: {
    readonly method: string;
    readonly path: string;
    readonly rpc?: string | undefined;
  }): Fault | undefined {
    const found = this.#pending.find((item) => isMatch(item.fault.match, request) && item.before-- <= 0);
    if (found === undefined) return undefined;
    found.left--;
    if (found.left <= 0) this.#pending = this.#pending.filter((item) => item !== found);
    return found.fault;
  }
}

function isMatch(
  match: string,
  request: { readonly method: string; readonly path: string; readonly rpc?: string | undefined },
): boolean {
  return match.includes(" ") ? `${request.method} ${request.path}`.startsWith(match) : match === request.rpc;
}

/** Reads a fault that came as JSON; throws with the reason when it makes no sense. */
export function parseFault(value: unknown): Fault {
  if (typeof value !== "object" || value === null) throw new Error("A fault is a JSON object");
  const { match, kind, status, retryAfter, times, after, delayMs, headers, body } = value as Record<string, unknown>;
  if (typeof match !== "string" || match === "") throw new Error("`match` must name a Thrift method or `METHOD /path`");
  if (!isKind(kind)) throw new Error(`\`kind\` must be one of ${faultKinds.join(", ")}`);
  if (body !== undefined && typeof body !== "string") throw new Error("`body` must be a text");
  return {
    match,
    kind,
    ...numberField("status", status),
    ...numberField("retryAfter", retryAfter),
    ...numberField("times", times),
    ...numberField("after", after),
    ...numberField("delayMs", delayMs),
    ...(body === undefined ? {} : { body }),
    ...(headers === undefined ? {} : { headers: textsOf(headers) }),
  };
}

function isKind(value: unknown): value is Fault["kind"] {
  return faultKinds.some((kind) => kind === value);
}

function textsOf(headers: unknown): Record<string, string> {
  const entries = typeof headers === "object" && headers !== null ? Object.entries(headers) : [];
  if (entries.length === 0 || entries.some(([, value]) => typeof value !== "string"))
    throw new Error("`headers` must be an object of texts");
  return Object.fromEntries(entries);
}

function numberField(name: string, value: unknown): Record<string, number> {
  if (value === undefined) return {};
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0)
    throw new Error(`\`${name}\` must be a number`);
  return { [name]: value };
}
