import type { IncomingHttpHeaders } from "node:http";
import type { User } from "../identity.ts";

/** A REST request after authentication. */
export interface ApiRequest {
  readonly user: User;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly origin: string;
}

export interface ApiAnswer {
  /** Sent as JSON, or as it is when it is a `Buffer`. */
  readonly body: unknown;
  /** 200 if absent. */
  readonly status?: number;
  readonly headers?: Record<string, string>;
}

export type ApiHandler = (request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>;

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handler: ApiHandler;
}

/** Finds the handler of a request. Patterns are paths with `:name` for one segment and `:name*` for all that are left. */
export class Router {
  readonly #routes: Route[] = [];

  add(method: string, path: string, handler: ApiHandler): void {
    const source = path
      .replace(/[.]/g, "\\.")
      .replace(/:(\w+)(\*?)/g, (_, name: string, rest: string) => `(?<${name}>${rest === "" ? "[^/]+" : ".*?"})`);
    this.#routes.push({ method, pattern: new RegExp(`^${source}/?$`), handler });
  }

  find(
    method: string,
    path: string,
  ): { readonly handler: ApiHandler; readonly path: Record<string, string> } | undefined {
    for (const route of this.#routes) {
      if (route.method !== method) continue;
      const match = route.pattern.exec(path);
      if (match !== null) return { handler: route.handler, path: decoded(match.groups ?? {}) };
    }
    return undefined;
  }
}

function decoded(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([key, value]) => [key, safeDecode(value)]));
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
