import type { Exchange } from "./exchange.ts";
import { answer } from "./exchange.ts";
import { isGrpc, refuseGrpc } from "./grpc.ts";

const explanation =
  "The recorder stands in for a workspace and has noted this call. It runs nothing: give it a workspace with --upstream.";

/**
 * Answers in place of a workspace: what clients ask before their first call, with a token that opens nothing, and an
 * error that nobody tries again for everything else. Bodies are thrown away unread.
 */
export function standIn(exchange: Exchange): void {
  const { request, body, origin, target } = exchange;
  body.resume();
  if (isGrpc(exchange)) return refuseGrpc(exchange, "unimplemented", explanation);
  const url = new URL(target, origin);
  const path = url.pathname;
  const oidc = `${origin.origin}/oidc`;
  if (path === "/.well-known/databricks-config") {
    const ids = { account_id: "00000000-0000-0000-0000-000000000000", workspace_id: "0" };
    return answer(exchange, 200, { oidc_endpoint: oidc, host_type: "workspace", cloud: "aws", ...ids });
  }
  if (/\/\.well-known\/(?:oauth-authorization-server|openid-configuration)$/.test(path)) {
    return answer(exchange, 200, discovery(oidc));
  }
  if (request.method === "POST" && /\/oidc\/(?:accounts\/[^/]+\/)?v1\/token$/.test(path)) {
    return answer(exchange, 200, fakeToken());
  }
  if (path.endsWith("/v1/authorize")) return authorize(exchange, url.searchParams);
  answer(exchange, 400, { error_code: "BAD_REQUEST", message: explanation }, thriftError);
}

/** Where the SQL drivers look for the text of an error. */
const thriftError = { "x-thriftserver-error-message": explanation };

function discovery(oidc: string): object {
  return {
    issuer: oidc,
    authorization_endpoint: `${oidc}/v1/authorize`,
    token_endpoint: `${oidc}/v1/token`,
    jwks_uri: `${oidc}/jwks.json`,
    response_types_supported: ["code"],
    grant_types_supported: ["client_credentials", "authorization_code", "refresh_token"],
    code_challenge_methods_supported: ["S256"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
    scopes_supported: ["all-apis", "sql", "offline_access", "openid"],
  };
}

/** In the form of a JWT, because clients read its parts. It is signed by nobody. */
function fakeToken(): object {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const hour = 3600;
  const claims = { sub: "nobody", note: "made up by the pwaf recorder", exp: Math.floor(Date.now() / 1000) + hour };
  const token = `${part({ alg: "none" })}.${part(claims)}.not-signed`;
  return {
    access_token: token,
    token_type: "Bearer",
    expires_in: hour,
    scope: "all-apis",
    refresh_token: "not-a-token",
  };
}

/** Sends a browser back to the program that waits for it, on this machine only. */
function authorize(exchange: Exchange, query: URLSearchParams): void {
  const redirect = URL.canParse(query.get("redirect_uri") ?? "") ? new URL(query.get("redirect_uri") ?? "") : undefined;
  if (redirect?.protocol !== "http:" || !/^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(redirect.hostname)) {
    return answer(exchange, 400, "The recorder leads back only to a program on this machine.\n");
  }
  redirect.searchParams.set("code", "not-a-code");
  redirect.searchParams.set("state", query.get("state") ?? "");
  answer(exchange, 302, "", { location: redirect.href });
}
