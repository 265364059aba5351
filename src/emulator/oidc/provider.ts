import type { Configuration, KoaContextWithOIDC } from "oidc-provider";
// The package's own entry warns at every import on Node 20, which we support as well and on which this runs.
import { Provider } from "oidc-provider/lib/provider.js";
import { escapeHtml, sendPage } from "../http/page.ts";
import type { IdentityStore } from "../identity.ts";
import { clients, scopes } from "./clients.ts";
import type { SigningKey } from "./keys.ts";
import type { OidcMemory } from "./memoryAdapter.ts";
import type { TokenRules } from "./tokenRules.ts";

export interface ProviderOptions {
  readonly issuer: string;
  readonly relayUrl: string;
  readonly identity: IdentityStore;
  readonly servicePrincipalSecret: string;
  readonly confidentialAppSecret: string;
  readonly signingKey: SigningKey;
  readonly memory: OidcMemory;
  /** Read at each request. */
  readonly rules: TokenRules;
  /** The same for all servers, so that a sign-in begun at one can be finished at another. */
  readonly cookieKey: string;
}

/** What access tokens are for; the library issues JWTs only for a named resource. */
export const resource = "urn:databricks:emulated-workspace";
const hour = 3600;

/** The workspace's authorization server for one issuer, with Databricks' paths under `/oidc`. */
export function makeProvider(options: ProviderOptions): Provider {
  const { identity } = options;
  const configuration: Configuration = {
    adapter: (kind: string) => options.memory.adapter(kind),
    clients: clients({
      relayUrl: options.relayUrl,
      servicePrincipal: { id: identity.servicePrincipal.userName, secret: options.servicePrincipalSecret },
      confidentialAppSecret: options.confidentialAppSecret,
    }),
    clientBasedCORS: () => false,
    claims: { openid: ["sub"], profile: ["name"], email: ["email"] },
    cookies: {
      keys: [options.cookieKey],
      names: { session: "_emu_session", interaction: "_emu_interaction", resume: "_emu_resume" },
    },
    jwks: { keys: [options.signingKey.jwk] },
    scopes: [...scopes],
    pkce: { required: () => true },
    routes: {
      authorization: "/v1/authorize",
      token: "/v1/token",
      revocation: "/v1/revoke",
      userinfo: "/v1/userinfo",
      jwks: "/jwks.json",
    },
    interactions: { url: (_, interaction) => `/oidc/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true, allowedPolicy: () => true },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: scopes.join(" "),
          audience: resource,
          accessTokenFormat: "jwt",
          accessTokenTTL: options.rules.accessTokenSeconds,
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
    ttl: {
      AccessToken: () => options.rules.accessTokenSeconds,
      ClientCredentials: () => options.rules.accessTokenSeconds,
      AuthorizationCode: 300,
      IdToken: hour,
      Interaction: hour,
      Grant: 14 * 24 * hour,
      RefreshToken: 14 * 24 * hour,
      Session: 24 * hour,
    },
    rotateRefreshToken: () => options.rules.rotateRefreshTokens,
    // Databricks' clients never send `prompt=consent`, without which the library would drop the refresh token.
    issueRefreshToken: async (_, client) => client.grantTypeAllowed("refresh_token"),
    findAccount: (_, id) => {
      const user = identity.user(id);
      if (user === undefined) return undefined;
      return { accountId: id, claims: () => ({ sub: id, name: user.displayName, email: user.userName }) };
    },
    renderError: (context, out) => renderError(context, out.error, out.error_description),
  };
  return new Provider(options.issuer, configuration);
}

function renderError(context: KoaContextWithOIDC, error: string, description: string | undefined): void {
  context.respond = false;
  sendPage(
    context.res,
    context.status,
    "Sign-in failed",
    `<h1>Sign-in failed</h1><p>${escapeHtml(description ?? "The request cannot be answered.")}</p><p><code>${escapeHtml(error)}</code></p>
<p>Go back to the application and start the sign-in again.</p>`,
  );
}
