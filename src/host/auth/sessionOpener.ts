import { errorText, isCancelled, PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import type { Profile, SecretKey } from "../../core/profiles/profile.ts";
import type { AuthHttp } from "../../workspace/auth/authHttp.ts";
import type { BrowserDesk } from "../../workspace/auth/browserSignIn.ts";
import type { SignInEnvironment } from "../../workspace/auth/flows.ts";
import type { Machine } from "../../workspace/auth/machine.ts";
import type { AuthContext, AuthMethod } from "../../workspace/auth/methods/authMethod.ts";
import type { CloudAddresses } from "../../workspace/auth/methods/clouds.ts";
import type { OAuthClient } from "../../workspace/auth/oauthClient.ts";
import { PendingSignIns } from "../../workspace/auth/pendingSignIns.ts";
import type { StoredSession } from "../../workspace/auth/storedSession.ts";
import type { TokenSet } from "../../workspace/auth/tokens.ts";
import { fetchUserName } from "../../workspace/auth/userName.ts";

/** What a sign-in needs of the editor and the person in front of it. */
export interface SignInDesk {
  readonly environment: () => Pick<SignInEnvironment, "uiKind" | "remoteName" | "uriScheme">;
  readonly browserFor: (profile: Profile) => BrowserDesk;
  /** Asks for a secret of a profile; undefined when the user backs out. */
  readonly askSecret: (profile: Profile, key: SecretKey) => Promise<string | undefined>;
}

/** Where the secrets of profiles are: in secret storage or, where the user has put them there, in the file. */
export interface SecretsOfProfiles {
  secret(profile: Profile, key: SecretKey): Promise<string | undefined>;
  keepSecret(profile: Profile, key: SecretKey, value: string): Promise<void>;
}

export interface SessionOpenerOptions {
  readonly desk: SignInDesk;
  readonly secrets: SecretsOfProfiles;
  readonly tokenInFile: (profile: Profile) => Promise<string | undefined>;
  readonly machine: Machine;
  /** Default: the real ones. */
  readonly clouds?: CloudAddresses;
  readonly http: AuthHttp;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly timeoutMs: () => number;
}

type Asked = ReadonlyMap<SecretKey, string>;

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
    const { authType } = profile;
    const method = await methodOf(profile);
    const asked = await this.#ask(profile, method.needs.secrets);
    const tokens = await method.open(await this.#context(profile, asked), signal);
    const userName = await this.#userName(profile, tokens.accessToken, signal);
    if (authType === "pat")
      return asked.has("token") ? { kind: "pat", token: tokens.accessToken, userName } : undefined;
    for (const [key, value] of asked) await this.#keep(profile, key, value);
    return { kind: "oauth", authType, tokens, userName };
  }

  /** @throws OAuthError `invalid_grant` when a refresh token is spent or revoked. */
  async renew(profile: Profile, tokens: TokenSet): Promise<TokenSet> {
    const { open, renew } = await methodOf(profile);
    const context = await this.#context(profile);
    // Programs sign in anew. Nobody waits who could cancel it; every request of theirs has its time limit.
    return renew ? renew(context, tokens) : open(context, new AbortController().signal);
  }

  /** Makes the workspace forget a session, where it can. */
  async revoke(profile: Profile, tokens: TokenSet): Promise<void> {
    await (await methodOf(profile)).revoke?.(await this.#context(profile), tokens);
  }

  /** Asks for the secrets that nobody has given yet; a token always, because this is how one is replaced. */
  async #ask(profile: Profile, keys: readonly SecretKey[]): Promise<Asked> {
    const { desk, secrets, tokenInFile } = this.#options;
    const asked = new Map<SecretKey, string>();
    for (const key of keys) {
      const known = key === "token" ? await tokenInFile(profile) : await secrets.secret(profile, key);
      if (known !== undefined) continue;
      const value = await desk.askSecret(profile, key);
      if (value === undefined) throw new PwafError("cancelled", "The sign-in was cancelled.");
      asked.set(key, value);
    }
    return asked;
  }

  /** What was good for a sign-in is good for the next; without secret storage it is asked for again. */
  async #keep(profile: Profile, key: SecretKey, value: string): Promise<void> {
    try {
      await this.#options.secrets.keepSecret(profile, key, value);
    } catch (error) {
      this.#options.log.warn(errorText(error));
    }
  }

  async #context(profile: Profile, asked: Asked = new Map()): Promise<AuthContext> {
    const { http, log, machine, now, secrets } = this.#options;
    const { publicClouds } = await import("../../workspace/auth/methods/clouds.ts");
    return {
      profile,
      http,
      now,
      log,
      secret: async (key) => asked.get(key) ?? secrets.secret(profile, key),
      browse: (client, signal) => this.#browse(profile, client, signal),
      machine,
      clouds: this.#options.clouds ?? publicClouds,
    };
  }

  async #browse(profile: Profile, client: OAuthClient, signal: AbortSignal): Promise<TokenSet> {
    const { desk, log, timeoutMs } = this.#options;
    const { signInByBrowser } = await import("../../workspace/auth/browserSignIn.ts");
    const { host, clientId, redirectUrl } = profile;
    const environment: SignInEnvironment = {
      ...desk.environment(),
      host,
      ...(clientId === undefined ? {} : { clientId }),
      ...(redirectUrl === undefined ? {} : { redirectUrl }),
    };
    const pending = this.pending;
    return signInByBrowser(
      { client, environment, pending, timeoutMs: timeoutMs(), log, desk: desk.browserFor(profile) },
      signal,
    );
  }

  /** A token that is refused makes no session; a workspace that does not tell the name is no reason against one. */
  async #userName(profile: Profile, token: string, signal: AbortSignal): Promise<string> {
    try {
      return await fetchUserName(profile.host, token, this.#options.http, signal);
    } catch (error) {
      const refusesToken = error instanceof PwafError && error.reason === "unauthenticated";
      if (refusesToken && profile.authType !== "pat") throw notInWorkspace(profile, error);
      if (refusesToken || isCancelled(error) || !isAnswer(error)) throw error;
      this.#options.log.warn(`The workspace does not tell the user's name: ${errorText(error)}`);
      return "";
    }
  }
}

/** The code of sign-ins is loaded on first use, and not by the activation of the extension. */
async function methodOf(profile: Profile): Promise<AuthMethod> {
  const { authMethodOf } = await import("../../workspace/auth/methods/index.ts");
  return authMethodOf(profile);
}

/** True when the workspace answered at all. */
function isAnswer(error: unknown): boolean {
  if (!(error instanceof PwafError)) return false;
  return !["unreachable", "dropped", "tls", "timeout", "cancelled", "unexpected"].includes(error.reason);
}

function notInWorkspace({ name, host }: Profile, cause: PwafError): PwafError {
  return new PwafError("unauthenticated", `The sign-in to “${name}” gave a token, but ${host} does not accept it.`, {
    hint: "Check that `host` is the right workspace, and that whoever signs in has been added to it.",
    cause,
  });
}
