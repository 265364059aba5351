import { setTimeout as sleep } from "node:timers/promises";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { errorText, isCancelled, PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { AuthHttp } from "../../workspace/auth/authHttp.ts";
import type { BrowserDesk } from "../../workspace/auth/browserSignIn.ts";
import type { Callback } from "../../workspace/auth/callback.ts";
import type { SignInEnvironment } from "../../workspace/auth/flows.ts";
import type { OAuthClient } from "../../workspace/auth/oauthClient.ts";
import type { Delivery } from "../../workspace/auth/pendingSignIns.ts";
import { PendingSignIns } from "../../workspace/auth/pendingSignIns.ts";
import type { RefreshLock } from "../../workspace/auth/refreshLock.ts";
import type { StoredSession } from "../../workspace/auth/storedSession.ts";
import { sessionKey } from "../../workspace/auth/storedSession.ts";
import { TokenSource } from "../../workspace/auth/tokenSource.ts";
import type { TokenSet } from "../../workspace/auth/tokens.ts";
import { fetchUserName } from "../../workspace/auth/userName.ts";
import type { Secrets } from "../platform/secrets.ts";
import type { Profiles, Session, SessionList, Sessions } from "../services.ts";
import { SessionSecrets } from "./sessionSecrets.ts";

/** What a sign-in needs of the editor and the person in front of it. */
export interface SignInDesk {
  readonly trusted: () => boolean;
  readonly environment: () => Pick<SignInEnvironment, "uiKind" | "remoteName" | "uriScheme">;
  readonly browserFor: (profile: Profile) => BrowserDesk;
  /** Asks for a personal access token; undefined when the user backs out. */
  readonly askToken: (profile: Profile) => Promise<string | undefined>;
  /** Says that sessions end with this window, because the secret storage does not work. */
  readonly warnMemoryOnly: () => void;
}

export interface SessionStoreOptions {
  readonly profiles: Profiles & {
    /** Settles when the profiles have been read for the first time. */
    readonly ready: Promise<void>;
    tokenInFile(profile: Profile): Promise<string | undefined>;
  };
  readonly secrets: Pick<Secrets, "get" | "set" | "delete" | "onDidChange">;
  readonly log: Logger;
  readonly extensionVersion: string;
  readonly timeoutMs: () => number;
  /** The lock for renewals of the session with a key, which all windows share. */
  readonly lockFor: (key: string) => RefreshLock;
  readonly desk: SignInDesk;
  /** Default: the one of `AuthHttp`. */
  readonly fetch?: typeof fetch;
  /** Default: the clock of this machine. */
  readonly now?: () => number;
  /** Longest wait for one answer of a server, in milliseconds. */
  readonly requestTimeoutMs?: number;
}

type State =
  | { readonly kind: "signedOut" }
  | { readonly kind: "signingIn" }
  | { readonly kind: "signedIn"; readonly userName: string };

const signedOut: State = { kind: "signedOut" };

/** Owner of all sign-ins of this window. Tokens are in secret storage, and in memory while they are used. */
export class SessionStore extends Disposable implements Sessions, SessionList {
  readonly #options: SessionStoreOptions;
  readonly #secrets: SessionSecrets;
  readonly #http: AuthHttp;
  readonly #now: () => number;
  readonly #pending = new PendingSignIns();
  readonly #states = new Map<string, State>();
  readonly #sources = new Map<string, TokenSource>();
  /** Keys whose user name has been asked for, successfully or not. */
  readonly #asked = new Set<string>();
  readonly #signingIn = new Map<string, AbortController>();
  readonly #changed = this.own(new Emitter<Session>());
  readonly #changedAny = this.own(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeAny = this.#changedAny.event;
  readonly ready: Promise<void>;
  #current: Session = { kind: "noProfile" };

  constructor(options: SessionStoreOptions) {
    super();
    this.#options = options;
    this.#secrets = new SessionSecrets(options.secrets, options.log, () => options.desk.warnMemoryOnly());
    this.#http = {
      userAgent: `PwafToolkit_VSCode/${options.extensionVersion}`,
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
      ...(options.requestTimeoutMs === undefined ? {} : { timeoutMs: options.requestTimeoutMs }),
    };
    this.#now = options.now ?? Date.now;
    this.own(options.profiles.onDidChange(() => void this.#follow()));
    this.own(options.secrets.onDidChange((key) => void this.#takeOver(key)));
    this.own(toDisposable(() => this.#signingIn.forEach((controller) => controller.abort())));
    // What cannot be restored counts as signed out; its owner is told when it is used.
    this.ready = options.profiles.ready
      .then(() => this.#follow())
      .catch((error: unknown) => this.#options.log.warn(errorText(error)));
  }

  get current(): Session {
    return this.#current;
  }

  of(profile: Profile): Session {
    return { ...(this.#states.get(sessionKey(profile)) ?? signedOut), profile };
  }

  /** The browser's answer, from the editor's URI handler. */
  deliver(answer: Callback): Delivery {
    return this.#pending.deliver(answer);
  }

  async accessToken(profile: Profile): Promise<string> {
    // A source keeps its tokens in memory, so that a call to the workspace costs no look into the secret storage.
    if (this.#sources.has(sessionKey(profile))) return this.#refreshedToken(profile);
    const stored = await this.#stored(profile);
    if (stored?.kind === "oauth") return this.#refreshedToken(profile);
    const token = stored?.token ?? (await this.#tokenInFile(profile));
    if (token === undefined) throw notSignedIn(profile);
    if (stored === undefined) this.#learnUserName(profile, token);
    return token;
  }

  /**
   * Signs in to a profile; a sign-in to the same profile that is still waiting ends.
   * @throws PwafError; `cancelled` when the signal fires or the user backs out.
   */
  async signIn(profile: Profile, signal: AbortSignal): Promise<void> {
    if (!this.#options.desk.trusted()) {
      throw new PwafError("forbidden", "Signing in needs a trusted folder.", {
        hint: "Trust this folder with “Workspaces: Manage Workspace Trust”, if you know where it comes from.",
      });
    }
    const key = sessionKey(profile);
    this.#signingIn.get(key)?.abort();
    const controller = new AbortController();
    this.#signingIn.set(key, controller);
    this.#setState(profile, { kind: "signingIn" });
    try {
      const stop = AbortSignal.any([signal, controller.signal]);
      const session = await this.#open(profile, stop);
      if (stop.aborted) throw new PwafError("cancelled", "The sign-in was cancelled.");
      if (session) await this.#secrets.write(profile, session);
      this.#options.log.info(`signed in to profile ${profile.name}`);
    } finally {
      if (this.#signingIn.get(key) === controller) {
        this.#signingIn.delete(key);
        this.#sources.delete(key);
        await this.#restore(profile);
      }
    }
  }

  /** Forgets the session here first, then asks the server to, which may fail. */
  async signOut(profile: Profile): Promise<void> {
    const key = sessionKey(profile);
    this.#signingIn.get(key)?.abort();
    const stored = await this.#stored(profile);
    if (!stored && (await this.#tokenInFile(profile)) !== undefined) {
      throw new PwafError("config", `The token of “${profile.name}” is in the configuration file itself.`, {
        hint: "Remove the line `token = …` there to sign out.",
      });
    }
    await this.#secrets.delete(profile);
    this.#sources.delete(key);
    this.#setState(profile, signedOut);
    this.#options.log.info(`signed out of profile ${profile.name}`);
    if (stored?.kind === "oauth") await this.#revoke(profile, stored.tokens);
  }

  /** A session to store; undefined when the token is in the configuration file and stays there. */
  async #open(profile: Profile, signal: AbortSignal): Promise<StoredSession | undefined> {
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

  async #openByBrowser(profile: Profile, signal: AbortSignal): Promise<StoredSession> {
    const { desk, log, timeoutMs } = this.#options;
    const { signInByBrowser } = await import("../../workspace/auth/browserSignIn.ts");
    const client = await this.#client(profile);
    const { clientId, redirectUrl } = profile;
    const environment: SignInEnvironment = {
      ...desk.environment(),
      host: profile.host,
      ...(clientId === undefined ? {} : { clientId }),
      ...(redirectUrl === undefined ? {} : { redirectUrl }),
    };
    const tokens = await signInByBrowser(
      {
        client,
        environment,
        pending: this.#pending,
        timeoutMs: timeoutMs(),
        log,
        desk: desk.browserFor(profile),
      },
      signal,
    );
    return { kind: "oauth", tokens, userName: await this.#userName(profile, tokens.accessToken, signal) };
  }

  async #openByToken(profile: Profile, signal: AbortSignal): Promise<StoredSession | undefined> {
    const inFile = await this.#tokenInFile(profile);
    const token = inFile ?? (await this.#options.desk.askToken(profile));
    if (token === undefined) throw new PwafError("cancelled", "The sign-in was cancelled.");
    const userName = await this.#userName(profile, token, signal);
    return inFile === undefined ? { kind: "pat", token, userName } : undefined;
  }

  /** A token that is refused makes no session; a workspace that does not tell the name is no reason against one. */
  async #userName(profile: Profile, token: string, signal: AbortSignal): Promise<string> {
    try {
      return await fetchUserName(profile.host, token, this.#http, signal);
    } catch (error) {
      const refusesToken = error instanceof PwafError && error.reason === "unauthenticated";
      if (refusesToken || isCancelled(error) || !isAnswer(error)) throw error;
      this.#options.log.warn(`The workspace does not tell the user's name: ${errorText(error)}`);
      return "";
    }
  }

  async #refreshedToken(profile: Profile): Promise<string> {
    try {
      return await this.#source(profile).token();
    } catch (error) {
      if (error instanceof PwafError && error.reason === "unauthenticated") {
        this.#sources.delete(sessionKey(profile));
        await this.#restore(profile);
      }
      throw error;
    }
  }

  #source(profile: Profile): TokenSource {
    const key = sessionKey(profile);
    const known = this.#sources.get(key);
    if (known) return known;
    let client: Promise<OAuthClient> | undefined;
    const source = new TokenSource({
      store: this.#secrets.tokenStore(profile),
      renew: async ({ refreshToken }) => {
        if (refreshToken === undefined) throw notRenewable(profile);
        return (await (client ??= this.#client(profile))).refresh(refreshToken);
      },
      lock: this.#options.lockFor(key),
      now: this.#now,
      sleep: (milliseconds) => sleep(milliseconds),
      log: this.#options.log,
    });
    this.#sources.set(key, source);
    return source;
  }

  /** The OAuth code is loaded here, on first use, and not by the activation of the extension. */
  async #client({ host, clientId }: Profile): Promise<OAuthClient> {
    const { builtInClientId, OAuthClient } = await import("../../workspace/auth/oauthClient.ts");
    return new OAuthClient({ host, clientId: clientId ?? builtInClientId, http: this.#http, now: this.#now });
  }

  async #revoke(profile: Profile, { refreshToken }: TokenSet): Promise<void> {
    if (refreshToken === undefined) return;
    try {
      await (await this.#client(profile)).revoke(refreshToken);
    } catch (error) {
      this.#options.log.warn(`The workspace did not revoke the session: ${errorText(error)}`);
    }
  }

  async #tokenInFile(profile: Profile): Promise<string | undefined> {
    const mayHaveOne = profile.authType === "pat" && profile.hasSecretInFile;
    return mayHaveOne ? this.#options.profiles.tokenInFile(profile) : undefined;
  }

  /** What is stored for a profile, unless the profile has been changed to another way of signing in since. */
  async #stored(profile: Profile): Promise<StoredSession | undefined> {
    const stored = await this.#secrets.read(profile);
    return stored && (stored.kind === "pat") === (profile.authType === "pat") ? stored : undefined;
  }

  /** Another window signed in, signed out or refreshed. */
  async #takeOver(key: string): Promise<void> {
    const profile = this.#options.profiles.all.find((candidate) => sessionKey(candidate) === key);
    if (!profile) return;
    this.#sources.get(key)?.reload();
    await this.#restore(profile);
  }

  async #follow(): Promise<void> {
    const { all } = this.#options.profiles;
    const keys = new Set(all.map(sessionKey));
    for (const key of [...this.#states.keys()]) if (!keys.has(key)) this.#states.delete(key);
    this.#update();
    await Promise.all(all.map((profile) => this.#restore(profile)));
  }

  async #restore(profile: Profile): Promise<void> {
    const key = sessionKey(profile);
    const stored = await this.#stored(profile);
    if (stored?.kind !== "oauth") this.#sources.delete(key);
    if (this.#signingIn.has(key)) return;
    if (stored) return this.#setState(profile, { kind: "signedIn", userName: stored.userName });
    if ((await this.#tokenInFile(profile)) === undefined) return this.#setState(profile, signedOut);
    // The name is not in the file, so what was learned about it stays.
    const known = this.#states.get(key);
    this.#setState(profile, known?.kind === "signedIn" ? known : { kind: "signedIn", userName: "" });
  }

  /** The name behind a token in the file, asked when the token is used for the first time. */
  #learnUserName(profile: Profile, token: string): void {
    const key = sessionKey(profile);
    const state = this.#states.get(key);
    if (state?.kind !== "signedIn" || state.userName !== "" || this.#asked.has(key)) return;
    this.#asked.add(key);
    fetchUserName(profile.host, token, this.#http)
      .then((userName) => this.#setState(profile, { kind: "signedIn", userName }))
      .catch((error: unknown) => this.#options.log.debug(`no user name: ${errorText(error)}`));
  }

  #setState(profile: Profile, state: State): void {
    const key = sessionKey(profile);
    const before = this.#states.get(key);
    if (JSON.stringify(before) === JSON.stringify(state)) return this.#update();
    this.#states.set(key, state);
    this.#update();
    this.#changedAny.fire();
  }

  /** A new object whenever the active profile or its state is different, and only then. */
  #update(): void {
    if (this.isDisposed) return;
    const { active } = this.#options.profiles;
    const next: Session = active ? this.of(active) : { kind: "noProfile" };
    if (JSON.stringify(next) === JSON.stringify(this.#current)) return;
    this.#current = next;
    this.#changed.fire(next);
  }
}

/** True when the workspace answered at all. */
function isAnswer(error: unknown): boolean {
  if (!(error instanceof PwafError)) return false;
  return !["unreachable", "dropped", "tls", "timeout", "cancelled", "unexpected"].includes(error.reason);
}

function notSignedIn(profile: Profile): PwafError {
  return new PwafError("unauthenticated", `Nobody is signed in to “${profile.name}”.`, { hint: "Sign in first." });
}

function notRenewable({ name }: Profile): PwafError {
  return new PwafError("unauthenticated", `The sign-in to “${name}” has expired and cannot be renewed.`, {
    hint: "Sign in again.",
  });
}
