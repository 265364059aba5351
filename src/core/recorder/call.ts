/** How a request says who it is, told by its form and never checked. Never the credential itself. */
export type CallAuth =
  /** A bearer token that is no JWT: a personal access token, or the token of another system. */
  | "pat"
  /** A bearer token in the form of a JWT. */
  | "oauth"
  | "basic"
  | "other"
  | "none";

export type CallProtocol = "HTTP/1.0" | "HTTP/1.1" | "HTTP/2" | "gRPC";

/** One request as it is kept: no header but the User-Agent, no query string, no body. */
export interface RecordedCall {
  /** ISO 8601. */
  readonly time: string;
  /** The name that the client called, with the port if it is not the scheme's own. */
  readonly host: string;
  readonly method: string;
  /** Without the query string, which may carry codes. */
  readonly path: string;
  readonly protocol: CallProtocol;
  /**
   * The header; for Spark Connect what its messages say in its place, since the header names gRPC only. Printable ASCII;
   * other bytes as `\xHH`. Secrets and e-mail addresses are taken out.
   */
  readonly userAgent: string;
  readonly auth: CallAuth;
  /** HTTP status; 0 while the answer is under way, and when there was none. */
  status: number;
  /** Until the answer was complete; absent while it is under way. */
  ms?: number;
  /** The name in docs/errors.md of what a workspace's answer says. */
  error?: string;
  /** How many more calls of the same form were counted but not kept. */
  more?: number;
}

/** Something that came in and was no request that can be read, or could not be passed on. */
export interface Trouble {
  readonly time: string;
  readonly what: string;
}

/** What was recorded from start to end. */
export interface Session {
  readonly started: string;
  /** True when calls went on to a real workspace, false when the recorder stood in for one. */
  readonly forwarded: boolean;
  readonly calls: readonly RecordedCall[];
  readonly troubles: readonly Trouble[];
  /** Calls that came after so many different ones that nothing of them was kept. */
  readonly dropped: number;
}

/** A path with what differs from call to call replaced by `*`: identifiers of statements, queries, jobs. */
export function routeOf(path: string): string {
  return path
    .split("/")
    .map((segment) => (/^\d+$|^[\da-f-]{12,}$|^(?=.*\d)[\w-]{20,}$/i.test(segment) ? "*" : segment))
    .join("/");
}

/** What makes two calls the same kind of call. */
export function formOf({ method, host, path, protocol, userAgent, auth }: RecordedCall): string {
  return [method, host, routeOf(path), protocol, userAgent, auth].join("\n");
}
