import { jwtVerify } from "jose";
import type { Provider } from "oidc-provider";
import type { Call } from "../http/call.ts";
import type { IdentityStore, User } from "../identity.ts";
import { Interactions } from "./interactions.ts";
import type { SigningKey } from "./keys.ts";
import { OidcMemory } from "./memoryAdapter.ts";
import { makeProvider } from "./provider.ts";

export interface OidcOptions {
  readonly identity: IdentityStore;
  readonly servicePrincipalSecret: string;
  readonly signingKey: SigningKey;
  readonly relayUrl: string;
  readonly accessTokenSeconds: number;
  readonly autoConsent: boolean;
  /** Origins that issue tokens; a token of either is accepted everywhere. */
  readonly origins: readonly string[];
}

/** OAuth and OpenID Connect of the workspace: one authorization server per origin, sharing keys and memory. */
export class OidcService {
  readonly #options: OidcOptions;
  readonly #memory = new OidcMemory();
  readonly #interactions: Interactions;
  readonly #providers = new Map<
    string,
    { readonly provider: Provider; readonly callback: ReturnType<Provider["callback"]> }
  >();

  constructor(options: OidcOptions) {
    this.#options = options;
    this.#interactions = new Interactions(options);
  }

  /** Answers everything under `/oidc/`. */
  async handle(call: Call): Promise<void> {
    const { provider, callback } = this.#at(call.url.origin);
    if (call.url.pathname.startsWith("/oidc/interaction/")) return this.#interactions.handle(call, provider);
    // The library finds its mount path by comparing the two addresses, as it does under Express.
    const original = withConsent(call.url);
    Object.assign(call.request, { originalUrl: original, url: original.replace(/^\/oidc/, "") });
    await callback(call.request, call.response);
  }

  /** The user an access token stands for; `undefined` if it is expired, forged or from elsewhere. */
  async userOfToken(token: string): Promise<User | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#options.signingKey.publicKey, {
        algorithms: ["RS256"],
        issuer: this.#options.origins.map(issuerOf),
        requiredClaims: ["exp"],
      });
      return this.#options.identity.user(payload.sub ?? "");
    } catch {
      return undefined;
    }
  }

  /** Made on first use: most runs only ever need one of the two. */
  #at(origin: string) {
    const known = this.#providers.get(origin);
    if (known !== undefined) return known;
    const provider = makeProvider({ ...this.#options, issuer: issuerOf(origin), memory: this.#memory });
    const made = { provider, callback: provider.callback() };
    this.#providers.set(origin, made);
    return made;
  }
}

/**
 * The library grants `offline_access` only to requests with `prompt=consent`, which Databricks' clients never send;
 * its answer would lack the scope although Databricks' has it.
 */
function withConsent(url: URL): string {
  const isAuthorize = url.pathname === "/oidc/v1/authorize";
  const isOffline = url.searchParams.get("scope")?.split(" ").includes("offline_access") === true;
  const query =
    isAuthorize && isOffline && !url.searchParams.has("prompt") ? `${url.search}&prompt=consent` : url.search;
  return url.pathname + query;
}

function issuerOf(origin: string): string {
  return `${origin}/oidc`;
}
