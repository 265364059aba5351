import { createHash } from "node:crypto";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly form: URLSearchParams;
}

/** Answers a request, or returns false to leave it to the next. */
export type Route = (received: Received, response: ServerResponse) => boolean;

/**
 * A small OAuth server on 127.0.0.1 whose tokens are single-use and whose every answer can be replaced. For faults and
 * races; the emulated workspace has the real one.
 */
export class OAuthServer implements AsyncDisposable {
  readonly received: Received[] = [];
  /** Tried before the server's own routes, last first. */
  readonly overrides: Route[] = [];
  /** Refresh tokens that would be accepted now. */
  readonly refreshTokens = new Set<string>();
  readonly origin: string;
  expiresIn = 3600;
  #issued = 0;
  readonly #codes = new Map<string, { readonly challenge: string; readonly redirectUri: string }>();
  readonly #server: ReturnType<typeof createServer>;

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<OAuthServer> {
    let self: OAuthServer | undefined;
    const server = createServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (part: string) => (body += part));
      request.on("end", () => {
        const { method = "", url = "", headers } = request;
        self?.answer({ method, path: url, headers, form: new URLSearchParams(body) }, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (self = new OAuthServer(server));
  }

  /** What the user's browser does: opens the page, agrees, and gives the address it is sent to. */
  agree(authorizeUrl: string): URL {
    const { searchParams } = new URL(authorizeUrl);
    const code = `code+${this.#codes.size}`;
    const redirectUri = searchParams.get("redirect_uri") ?? "";
    this.#codes.set(code, { challenge: searchParams.get("code_challenge") ?? "", redirectUri });
    const target = new URL(redirectUri);
    target.searchParams.set("code", code);
    target.searchParams.set("state", searchParams.get("state") ?? "");
    return target;
  }

  requestsTo(path: string): Received[] {
    return this.received.filter((received) => received.path === path);
  }

  answer(received: Received, response: ServerResponse): void {
    this.received.push(received);
    if (this.overrides.toReversed().some((route) => route(received, response))) return;
    const { path, form } = received;
    if (path === "/.well-known/databricks-config") return json(response, 200, { oidc_endpoint: `${this.origin}/oidc` });
    if (path === "/oidc/.well-known/oauth-authorization-server") return json(response, 200, this.metadata());
    if (path === "/oidc/v1/revoke") {
      this.refreshTokens.delete(form.get("token") ?? "");
      return json(response, 200, {});
    }
    if (path === "/oidc/v1/token") return this.#token(form, response);
    json(response, 404, { error_code: "ENDPOINT_NOT_FOUND", message: "no such route" });
  }

  metadata(): Record<string, unknown> {
    return {
      issuer: `${this.origin}/oidc`,
      authorization_endpoint: `${this.origin}/oidc/v1/authorize`,
      token_endpoint: `${this.origin}/oidc/v1/token`,
      revocation_endpoint: `${this.origin}/oidc/v1/revoke`,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #token(form: URLSearchParams, response: ServerResponse): void {
    const refused = (description: string) =>
      json(response, 400, { error: "invalid_grant", error_description: description });
    if (form.get("grant_type") === "authorization_code") {
      const code = form.get("code") ?? "";
      const known = this.#codes.get(code);
      this.#codes.delete(code);
      const challenge = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      if (known?.challenge !== challenge) return refused("wrong code or verifier");
      if (known.redirectUri !== form.get("redirect_uri")) return refused("redirect_uri differs");
    } else if (!this.refreshTokens.delete(form.get("refresh_token") ?? "")) {
      return refused("Refresh token is invalid");
    }
    const number = ++this.#issued;
    this.refreshTokens.add(`refresh-${number}`);
    json(response, 200, {
      access_token: `access-${number}`,
      refresh_token: `refresh-${number}`,
      token_type: "Bearer",
      expires_in: this.expiresIn,
      scope: "all-apis offline_access",
    });
  }
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
