import {
  allowInsecureRequests,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  Configuration,
  customFetch,
  genericGrantRequest,
  None,
  randomPKCECodeVerifier,
  refreshTokenGrant,
  tokenRevocation,
} from "openid-client";
import type { ServerMetadata, TokenEndpointResponse } from "openid-client";
import { errorText, PwafError } from "../../core/base/errors.ts";
import { isLoopback } from "../../core/profiles/host.ts";
import type { AuthHttp } from "./authHttp.ts";
import { sendForJson } from "./authHttp.ts";
import { discover } from "./discovery.ts";
import type { TokenSet } from "./tokens.ts";

/** The app that every workspace knows; it accepts `http://localhost:8020` only (domain of Databricks' CLI and SDKs). */
export const builtInClientId = "databricks-cli";

/** Everything the user may do, and a refresh token. The SDKs of Databricks ask for the same. */
const scopes = "all-apis offline_access";

export interface OAuthClientOptions {
  /** Origin of the workspace. */
  readonly host: string;
  readonly clientId: string;
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

/** The OAuth server of one workspace, for one app. Every wait is bounded and ends with its signal. */
export class OAuthClient {
  readonly #options: OAuthClientOptions;
  #metadata: ServerMetadata | undefined;

  constructor(options: OAuthClientOptions) {
    this.#options = options;
  }

  /** Address of the page where the user signs in. */
  async authorizationUrl(redirectUri: string, state: string, signal?: AbortSignal): Promise<AuthorizationStart> {
    const config = await this.#configuration(signal);
    const codeVerifier = randomPKCECodeVerifier();
    const url = buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: scopes,
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
    return this.#tokens(() => genericGrantRequest(config, "authorization_code", parameters));
  }

  async refresh(refreshToken: string, signal?: AbortSignal): Promise<TokenSet> {
    const config = await this.#configuration(signal);
    return this.#tokens(() => refreshTokenGrant(config, refreshToken));
  }

  /** Makes the server forget a refresh token. False when it offers no revocation. */
  async revoke(refreshToken: string, signal?: AbortSignal): Promise<boolean> {
    const config = await this.#configuration(signal);
    if (config.serverMetadata().revocation_endpoint === undefined) return false;
    await unwrapped(() => tokenRevocation(config, refreshToken, { token_type_hint: "refresh_token" }));
    return true;
  }

  async #configuration(signal: AbortSignal | undefined): Promise<Configuration> {
    const { host, clientId, http } = this.#options;
    this.#metadata ??= await discover(host, http, signal);
    const config = new Configuration(this.#metadata, clientId, undefined, None());
    config[customFetch] = (url, { method, headers, body }) =>
      sendForJson(http, url, { method, headers, body: body instanceof URLSearchParams ? body : null }, signal);
    // `discover` has made sure that plain http stays on this machine.
    if (isLoopback(new URL(host).hostname)) allowInsecureRequests(config);
    return config;
  }

  async #tokens(request: () => Promise<TokenEndpointResponse>): Promise<TokenSet> {
    const answer = await unwrapped(request);
    return {
      accessToken: answer.access_token,
      ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
      // RFC 6749 recommends expires_in; without it an hour is what Databricks gives.
      expiresAt: this.#options.now() + (answer.expires_in ?? 3600) * 1000,
      scope: answer.scope ?? scopes,
    };
  }
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
