import { jwtVerify } from "jose";
import type { Provider } from "oidc-provider";
import type { Call } from "../http/call.ts";
import { send, sendJson } from "../http/call.ts";
import { randomHex } from "../dataDir.ts";
import { accountId, type IdentityStore, type User } from "../identity.ts";
import { Federation } from "./federation.ts";
import { Interactions } from "./interactions.ts";
import type { SigningKey } from "./keys.ts";
import { OidcMemory } from "./memoryAdapter.ts";
import { makeProvider } from "./provider.ts";
import type { TestClouds } from "./testClouds.ts";
import { exchangeToken, replay } from "./tokenEndpoint.ts";
import type { TokenRules } from "./tokenRules.ts";

export interface OidcOptions {
  readonly identity: IdentityStore;
  readonly servicePrincipalSecret: string;
  readonly confidentialAppSecret: string;
  readonly signingKey: SigningKey;
  readonly relayUrl: string;
  readonly rules: TokenRules;
  readonly autoConsent: boolean;
  /** Origins that issue tokens; a token of either is accepted everywhere. */
  readonly origins: readonly string[];
  /** Whose tokens count besides our own. */
  readonly testClouds: TestClouds;
}

/** Where an authorization server lives: `/oidc`, or `/oidc/accounts/<id>` for the account. */
const mounts = ["/oidc", `/oidc/accounts/${accountId}`] as const;

/** Where the SQL connector for Python sends its users: to wherever they are signed in. */
const olderAuthorize = "/oidc/oauth2/v2.0/authorize";

/**
 * OAuth and OpenID Connect of the workspace and its account: one authorization server per origin and level, sharing keys
 * and memory.
 */
export class OidcService {
  readonly federation: Federation;
  readonly rules: TokenRules;
  readonly #cookieKey = randomHex(32);
  readonly #options: OidcOptions;
  readonly #memory = new OidcMemory();
  readonly #interactions: Interactions;
  readonly #providers = new Map<
    string,
    { readonly provider: Provider; readonly callback: ReturnType<Provider["callback"]> }
  >();

  constructor(options: OidcOptions) {
    this.#options = options;
    this.rules = options.rules;
    this.federation = new Federation(options.identity);
    this.#interactions = new Interactions(options);
  }

  /** Ends every session that could be renewed, as an administrator does. */
  revokeRefreshTokens(): void {
    this.#memory.clear("RefreshToken");
  }

  /** Answers everything under `/oidc/`. */
  async handle(call: Call): Promise<void> {
    const { origin, pathname } = call.url;
    if (pathname.startsWith("/oidc/interaction/"))
      return this.#interactions.handle(call, this.#at(origin, "/oidc").provider);
    if (pathname === olderAuthorize)
      return send(call.response, 302, "text/plain", "", { location: `${mounts[0]}/v1/authorize${call.url.search}` });
    const mount = pathname.startsWith("/oidc/accounts/") ? mounts[1] : mounts[0];
    if (!pathname.startsWith(`${mount}/`)) {
      sendJson(call.response, 404, { error_code: "RESOURCE_DOES_NOT_EXIST", message: "There is no such account." });
      return;
    }
    const isToken = call.request.method === "POST" && pathname === `${mount}/v1/token`;
    const { signingKey } = this.#options;
    const issuer = origin + mount;
    if (isToken && (await exchangeToken(call, { issuer, federation: this.federation, signingKey }))) return;
    const request = isToken ? await replay(call) : call.request;
    // The library finds its mount path by comparing the two addresses, as it does under Express.
    const original = withConsent(call.url);
    Object.assign(request, { originalUrl: original, url: original.slice(mount.length) });
    await this.#at(origin, mount).callback(request, call.response);
  }

  /** The user an access token stands for; `undefined` if it is expired, forged or from elsewhere. */
  async userOfToken(token: string): Promise<User | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#options.signingKey.publicKey, {
        algorithms: ["RS256"],
        issuer: this.#options.origins.flatMap((origin) => mounts.map((mount) => origin + mount)),
        requiredClaims: ["exp"],
      });
      return this.#options.identity.user(payload.sub ?? "");
    } catch {
      return this.#options.testClouds.userOfToken(token);
    }
  }

  /** Made on first use: most runs only ever need one. */
  #at(origin: string, mount: (typeof mounts)[number]) {
    const issuer = origin + mount;
    const known = this.#providers.get(issuer);
    if (known !== undefined) return known;
    const provider = makeProvider({ ...this.#options, issuer, memory: this.#memory, cookieKey: this.#cookieKey });
    const made = { provider, callback: provider.callback() };
    this.#providers.set(issuer, made);
    return made;
  }
}

/**
 * The library grants `offline_access` only to requests with `prompt=consent`, which Databricks' clients never send;
 * its answer would lack the scope although Databricks' has it.
 */
function withConsent(url: URL): string {
  const isAuthorize = url.pathname.endsWith("/v1/authorize");
  const isOffline = url.searchParams.get("scope")?.split(" ").includes("offline_access") === true;
  const query =
    isAuthorize && isOffline && !url.searchParams.has("prompt") ? `${url.search}&prompt=consent` : url.search;
  return url.pathname + query;
}
