import {
  allowInsecureRequests,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  Configuration,
  customFetch,
  genericGrantRequest,
  None,
  randomPKCECodeVerifier,
  refreshTokenGrant,
  tokenRevocation,
} from "openid-client";
import type { ClientAuth, TokenEndpointResponse } from "openid-client";
import { errorText, PwafError } from "../../core/base/errors.ts";
import { isAccountHost, isLoopback } from "../../core/profiles/host.ts";
import type { AuthHttp } from "./authHttp.ts";
import { sendForJson } from "./authHttp.ts";
import type { Destination, Discovered } from "./discovery.ts";
import { discover } from "./discovery.ts";
import { accountRefusals, principalRefusals } from "./exchangeRefusals.ts";
import { rephrased } from "./oauthError.ts";
import type { TokenSet } from "./tokens.ts";

/** The app that every workspace knows; it accepts `http://localhost:8020` only (domain of Databricks' CLI and SDKs). */
export const builtInClientId = "databricks-cli";

/** Everything that whoever signs in may do. The SDKs of Databricks ask for the same. */
const defaultScopes = ["all-apis"];
/** With it comes a refresh token. */
const offlineAccess = "offline_access";

export interface OAuthClientOptions extends Destination {
  /**
   * The OAuth app of a sign-in by browser, or the application id of a service principal; absent for token federation of a
   * whole account.
   */
  readonly clientId?: string | undefined;
  /** Of a service principal, or of an app that has one. */
  readonly clientSecret?: string | undefined;
  /** Instead of `all-apis`. */
  readonly scopes?: readonly string[] | undefined;
  readonly http: AuthHttp;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What `authorizationUrl` started and `exchange` needs to finish. */
export interface AuthorizationStart {
  readonly url: string;
  /** PKCE; never leaves this process before the exchange. */
  readonly codeVerifier: string;
}

/** The OAuth server of one workspace or account, for one client. Every wait is bounded and ends with its signal. */
export class OAuthClient {
  readonly #options: OAuthClientOptions;
  #discovered: Discovered | undefined;

  constructor(options: OAuthClientOptions) {
    this.#options = options;
  }

  /** Address of the page where the user signs in. */
  async authorizationUrl(redirectUri: string, state: string, signal?: AbortSignal): Promise<AuthorizationStart> {
    const config = await this.#configuration(signal);
    const codeVerifier = randomPKCECodeVerifier();
    const url = buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: this.#userScope,
      state,
      code_challenge: await calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: "S256",
    });
    return { url: url.href, codeVerifier };
  }

  /**
   * Trades the code for tokens. The caller has checked `state`; `issuer` is the answer's `iss`, if it had one.
   * @throws PwafError `sign-in` when the answer comes from another server than the one asked (mix-up, RFC 9207).
   */
  async exchange(
    answer: { readonly code: string; readonly issuer?: string | undefined },
    redirectUri: string,
    codeVerifier: string,
    signal?: AbortSignal,
  ): Promise<TokenSet> {
    const config = await this.#configuration(signal);
    const { issuer, authorization_response_iss_parameter_supported: announced } = config.serverMetadata();
    if (answer.issuer === undefined ? announced === true : answer.issuer !== issuer) {
      throw new PwafError("sign-in", "The answer came from another server than the one that was asked.", {
        hint: "Try again. If it happens again, do not sign in, and tell your administrator.",
      });
    }
    // authorizationCodeGrant() would send `http://localhost:8020/` for `http://localhost:8020`, which is not equal.
    const parameters = { code: answer.code, redirect_uri: redirectUri, code_verifier: codeVerifier };
    return this.#tokens(this.#userScope, () => genericGrantRequest(config, "authorization_code", parameters));
  }

  async refresh(refreshToken: string, signal?: AbortSignal): Promise<TokenSet> {
    const config = await this.#configuration(signal);
    return this.#tokens(this.#userScope, () => refreshTokenGrant(config, refreshToken));
  }

  /** Tokens of the service principal itself, for its secret (RFC 6749 4.4). */
  async clientCredentials(signal?: AbortSignal): Promise<TokenSet> {
    const { clientId = "", clientSecret = "" } = this.#options;
    const config = await this.#configuration(signal, basic(clientId, clientSecret));
    const scope = this.#programScope;
    return this.#tokens(scope, () => genericGrantRequest(config, "client_credentials", { scope }));
  }

  /**
   * Tokens for an identity token of somebody else's (RFC 8693), as a federation policy allows.
   * @throws PwafError `config` that says what to change when the server refuses the token.
   */
  async exchangeToken(identityToken: string, signal?: AbortSignal): Promise<TokenSet> {
    const { clientId } = this.#options;
    // For a whole account nobody is named: a `client_id` would make the server look for a service principal's policy.
    const config = await this.#configuration(signal, clientId === undefined ? () => undefined : None());
    const scope = this.#programScope;
    const parameters = {
      subject_token: identityToken,
      subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
      scope,
    };
    try {
      return await this.#tokens(scope, () =>
        genericGrantRequest(config, "urn:ietf:params:oauth:grant-type:token-exchange", parameters),
      );
    } catch (error) {
      throw rephrased(error, clientId === undefined ? accountRefusals : principalRefusals);
    }
  }

  /** Origin of the server that identity tokens are sent to: the host's own, unless the host or the profile names another. */
  async tokenOrigin(signal?: AbortSignal): Promise<string> {
    const { server } = await this.#discover(signal);
    return new URL(server.token_endpoint ?? this.#options.host).origin;
  }

  /** Audience that identity tokens for this server should have where nobody says which, as the SDKs choose it. */
  async federationAudience(signal?: AbortSignal): Promise<string> {
    const { audience, server } = await this.#discover(signal);
    const { host, accountId } = this.#options;
    return audience ?? (isAccountHost(host) ? accountId : undefined) ?? server.token_endpoint ?? host;
  }

  /** Makes the server forget a refresh token. False when it offers no revocation. */
  async revoke(refreshToken: string, signal?: AbortSignal): Promise<boolean> {
    const config = await this.#configuration(signal);
    if (config.serverMetadata().revocation_endpoint === undefined) return false;
    await unwrapped(() => tokenRevocation(config, refreshToken, { token_type_hint: "refresh_token" }));
    return true;
  }

  get #userScope(): string {
    return [...new Set([...(this.#options.scopes ?? defaultScopes), offlineAccess])].join(" ");
  }

  /** Programs get no refresh token: they can always sign in again. */
  get #programScope(): string {
    return (this.#options.scopes ?? defaultScopes).filter((scope) => scope !== offlineAccess).join(" ");
  }

  async #discover(signal: AbortSignal | undefined): Promise<Discovered> {
    return (this.#discovered ??= await discover(this.#options, this.#options.http, signal));
  }

  async #configuration(signal: AbortSignal | undefined, authentication = this.#appAuth): Promise<Configuration> {
    const { host, clientId, http } = this.#options;
    const { server } = await this.#discover(signal);
    // The library insists on a name, also where `authentication` sends none.
    const config = new Configuration(server, clientId ?? "none", undefined, authentication);
    config[customFetch] = (url, { method, headers, body }) =>
      sendForJson(http, url, { method, headers, body: body instanceof URLSearchParams ? body : null }, signal);
    // `discover` has made sure that plain http stays on this machine.
    if (isLoopback(new URL(host).hostname)) allowInsecureRequests(config);
    return config;
  }

  /** An app with a secret sends it in the body, as the SDKs do; most have none. */
  get #appAuth(): ClientAuth {
    const { clientSecret } = this.#options;
    return clientSecret === undefined ? None() : ClientSecretPost(clientSecret);
  }

  async #tokens(requestedScope: string, request: () => Promise<TokenEndpointResponse>): Promise<TokenSet> {
    const answer = await unwrapped(request);
    return {
      accessToken: answer.access_token,
      ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
      // RFC 6749 recommends expires_in; without it an hour is what Databricks gives.
      expiresAt: this.#options.now() + (answer.expires_in ?? 3600) * 1000,
      scope: answer.scope ?? requestedScope,
    };
  }
}

/**
 * HTTP Basic as the SDKs of Databricks send it. The library would percent-encode the hyphens of a UUID, which RFC 6749
 * 2.3.1 allows but not every server decodes.
 */
function basic(clientId: string, secret: string): ClientAuth {
  const credentials = Buffer.from(`${clientId}:${secret}`, "utf8").toString("base64");
  return (_server, _client, _body, headers) => headers.set("authorization", `Basic ${credentials}`);
}

/** openid-client wraps what our fetch throws; our error is the one that says something. */
async function unwrapped<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
      if (cause instanceof PwafError) throw cause;
    }
    throw new PwafError("bad-response", `The OAuth server's answer cannot be used: ${errorText(error)}.`, {
      cause: error,
      hint: "Check that the host of the profile is a Databricks workspace.",
    });
  }
}
