import { errorText, isCancelled, PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { AuthHttp } from "../../workspace/auth/authHttp.ts";
import type { BrowserDesk } from "../../workspace/auth/browserSignIn.ts";
import type { SignInEnvironment } from "../../workspace/auth/flows.ts";
import type { OAuthClient } from "../../workspace/auth/oauthClient.ts";
import { PendingSignIns } from "../../workspace/auth/pendingSignIns.ts";
import type { StoredSession } from "../../workspace/auth/storedSession.ts";
import type { TokenSet } from "../../workspace/auth/tokens.ts";
import { fetchUserName } from "../../workspace/auth/userName.ts";

/** What a sign-in needs of the editor and the person in front of it. */
export interface SignInDesk {
  readonly environment: () => Pick<SignInEnvironment, "uiKind" | "remoteName" | "uriScheme">;
  readonly browserFor: (profile: Profile) => BrowserDesk;
  /** Asks for a personal access token; undefined when the user backs out. */
  readonly askToken: (profile: Profile) => Promise<string | undefined>;
}

export interface SessionOpenerOptions {
  readonly desk: SignInDesk;
  readonly tokenInFile: (profile: Profile) => Promise<string | undefined>;
  readonly http: AuthHttp;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly timeoutMs: () => number;
}

/** Makes sessions, follows their tokens by new ones, and has them revoked. Keeps nothing. */
export class SessionOpener {
  /** Sign-ins that wait for the browser. */
  readonly pending = new PendingSignIns();
  readonly #options: SessionOpenerOptions;

  constructor(options: SessionOpenerOptions) {
    this.#options = options;
  }

  /**
   * A session to store; undefined when the token is in the configuration file and stays there.
   * @throws PwafError; `cancelled` when the signal fires or the user backs out.
   */
  async open(profile: Profile, signal: AbortSignal): Promise<StoredSession | undefined> {
    switch (profile.authType) {
      case "external-browser":
      case "databricks-cli":
        return this.#openByBrowser(profile, signal);
      case "pat":
        return this.#openByToken(profile, signal);
      default:
        throw new PwafError("config", `“${profile.name}” signs in in a way that this extension does not offer.`, {
          hint: "Add a profile that signs in by browser or with a personal access token.",
        });
    }
  }

  /** @throws OAuthError `invalid_grant` when the refresh token is spent or revoked. */
  async renew(profile: Profile, { refreshToken }: TokenSet): Promise<TokenSet> {
    if (refreshToken === undefined) throw notRenewable(profile);
    return (await this.#client(profile)).refresh(refreshToken);
  }

  /** Makes the workspace forget a session, where it can. */
  async revoke(profile: Profile, { refreshToken }: TokenSet): Promise<void> {
    if (refreshToken !== undefined) await (await this.#client(profile)).revoke(refreshToken);
  }

  async #openByBrowser(profile: Profile, signal: AbortSignal): Promise<StoredSession> {
    const { desk, log, timeoutMs } = this.#options;
    const { signInByBrowser } = await import("../../workspace/auth/browserSignIn.ts");
    const { clientId, redirectUrl } = profile;
    const environment: SignInEnvironment = {
      ...desk.environment(),
      host: profile.host,
      ...(clientId === undefined ? {} : { clientId }),
      ...(redirectUrl === undefined ? {} : { redirectUrl }),
    };
    const tokens = await signInByBrowser(
      {
        client: await this.#client(profile),
        environment,
        pending: this.pending,
        timeoutMs: timeoutMs(),
        log,
        desk: desk.browserFor(profile),
      },
      signal,
    );
    return { kind: "oauth", tokens, userName: await this.#userName(profile, tokens.accessToken, signal) };
  }

  async #openByToken(profile: Profile, signal: AbortSignal): Promise<StoredSession | undefined> {
    const inFile = await this.#options.tokenInFile(profile);
    const token = inFile ?? (await this.#options.desk.askToken(profile));
    if (token === undefined) throw new PwafError("cancelled", "The sign-in was cancelled.");
    const userName = await this.#userName(profile, token, signal);
    return inFile === undefined ? { kind: "pat", token, userName } : undefined;
  }

  /** A token that is refused makes no session; a workspace that does not tell the name is no reason against one. */
  async #userName(profile: Profile, token: string, signal: AbortSignal): Promise<string> {
    try {
      return await fetchUserName(profile.host, token, this.#options.http, signal);
    } catch (error) {
      const refusesToken = error instanceof PwafError && error.reason === "unauthenticated";
      if (refusesToken || isCancelled(error) || !isAnswer(error)) throw error;
      this.#options.log.warn(`The workspace does not tell the user's name: ${errorText(error)}`);
      return "";
    }
  }

  /** The OAuth code is loaded here, on first use, and not by the activation of the extension. */
  async #client({ host, clientId, scopes }: Profile): Promise<OAuthClient> {
    const { builtInClientId, OAuthClient } = await import("../../workspace/auth/oauthClient.ts");
    const { http, now } = this.#options;
    return new OAuthClient({ host, clientId: clientId ?? builtInClientId, scopes, http, now });
  }
}

/** True when the workspace answered at all. */
function isAnswer(error: unknown): boolean {
  if (!(error instanceof PwafError)) return false;
  return !["unreachable", "dropped", "tls", "timeout", "cancelled", "unexpected"].includes(error.reason);
}

function notRenewable({ name }: Profile): PwafError {
  return new PwafError("unauthenticated", `The sign-in to “${name}” has expired and cannot be renewed.`, {
    hint: "Sign in again.",
  });
}
