import { setTimeout as sleep } from "node:timers/promises";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { errorText, PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { AuthHttp } from "../../workspace/auth/authHttp.ts";
import type { Callback } from "../../workspace/auth/callback.ts";
import { endOfGivenToken } from "../../workspace/auth/givenToken.ts";
import type { Delivery } from "../../workspace/auth/pendingSignIns.ts";
import type { RefreshLock } from "../../workspace/auth/refreshLock.ts";
import type { ServerClock } from "../../workspace/auth/serverClock.ts";
import type { StoredSession } from "../../workspace/auth/storedSession.ts";
import { readSessionKey, sessionKey } from "../../workspace/auth/storedSession.ts";
import { SessionEndedError, TokenSource } from "../../workspace/auth/tokenSource.ts";
import { fetchUserName } from "../../workspace/auth/userName.ts";
import type { Profiles, Session, SessionList, Sessions } from "../services.ts";
import type { SecretsOfProfiles, SessionOpenerOptions, SignInDesk } from "./sessionOpener.ts";
import { SessionOpener } from "./sessionOpener.ts";
import type { SecretDoor } from "./sessionSecrets.ts";
import { SessionSecrets } from "./sessionSecrets.ts";

export interface SessionStoreOptions {
  readonly profiles: Profiles & {
    /** Settles when the profiles have been read for the first time. */
    readonly ready: Promise<void>;
    tokenInFile(profile: Profile): Promise<string | undefined>;
  } & SecretsOfProfiles;
  readonly secrets: SecretDoor;
  readonly log: Logger;
  readonly extensionVersion: string;
  readonly timeoutMs: () => number;
  /** The lock for renewals of the session with a key, which all windows share. */
  readonly lockFor: (key: string) => RefreshLock;
  readonly trusted: () => boolean;
  readonly desk: SignInDesk;
  readonly machine: SessionOpenerOptions["machine"];
  readonly clouds?: SessionOpenerOptions["clouds"];
  /** Says that sessions end with this window, because the secret storage does not work. */
  readonly warnMemoryOnly: () => void;
  /** Default: the one of `AuthHttp`. */
  readonly fetch?: typeof fetch;
  readonly clock: Pick<ServerClock, "now" | "note">;
  /** Longest wait for one answer of a server, in milliseconds. */
  readonly requestTimeoutMs?: number;
}

type State =
  | { readonly kind: "signedOut" }
  | { readonly kind: "signingIn" }
  | { readonly kind: "signedIn"; readonly userName: string };

const signedOut: State = { kind: "signedOut" };

/** A session that exists, with what is stored of it. */
export interface OpenSession {
  /** With `scopes` of its own where another extension has asked for them. */
  readonly profile: Profile;
  readonly userName: string;
  /** As it is stored, perhaps expired. */
  readonly accessToken: string;
  /** Scopes granted, separated by spaces; empty where there are none, as for personal access tokens. */
  readonly scope: string;
}

/** A session that the workspace has ended. */
export interface EndedSession {
  readonly profile: Profile;
  readonly error: PwafError;
}

/** Owner of all sign-ins of this window. Tokens are in secret storage, and in memory while they are used. */
export class SessionStore extends Disposable implements Sessions, SessionList {
  readonly #options: SessionStoreOptions;
  readonly #secrets: SessionSecrets;
  readonly #http: AuthHttp;
  readonly #opener: SessionOpener;
  readonly #states = new Map<string, State>();
  readonly #sources = new Map<string, TokenSource>();
  /** Keys whose user name has been asked for, successfully or not. */
  readonly #asked = new Set<string>();
  readonly #told = new WeakSet<SessionEndedError>();
  #look = 0;
  /** Key → number of the latest look at what is stored that has ended. */
  readonly #lastLook = new Map<string, number>();
  readonly #signingIn = new Map<string, AbortController>();
  readonly #changed = this.own(new Emitter<Session>());
  readonly #changedAny = this.own(new Emitter<void>());
  readonly #stored = this.own(new Emitter<void>());
  readonly #ended = this.own(new Emitter<EndedSession>());
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeAny = this.#changedAny.event;
  /** What `openSessions` gives is different: also after a renewal, here or in another window. */
  readonly onDidStore = this.#stored.event;
  /** Fires once for a session, in the window that noticed. */
  readonly onDidEnd = this.#ended.event;
  readonly ready: Promise<void>;
  #current: Session = { kind: "noProfile" };

  constructor(options: SessionStoreOptions) {
    super();
    const { clock, clouds, desk, log, machine, profiles, secrets, timeoutMs } = options;
    this.#options = options;
    this.#secrets = new SessionSecrets(secrets, log, () => options.warnMemoryOnly());
    this.#http = {
      userAgent: `PwafToolkit_VSCode/${options.extensionVersion}`,
      onDate: (date) => clock.note(date),
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
      ...(options.requestTimeoutMs === undefined ? {} : { timeoutMs: options.requestTimeoutMs }),
    };
    const tokenInFile = (profile: Profile) => this.#tokenInFile(profile);
    this.#opener = new SessionOpener({
      desk,
      secrets: profiles,
      tokenInFile,
      machine,
      ...(clouds && { clouds }),
      http: this.#http,
      log,
      now: () => clock.now(),
      timeoutMs,
    });
    this.own(profiles.onDidChange(() => void this.#follow()));
    this.own(secrets.onDidChange((key) => void this.#takeOver(key)));
    this.own(toDisposable(() => this.#signingIn.forEach((controller) => controller.abort())));
    // What cannot be restored counts as signed out; its owner is told when it is used.
    this.ready = profiles.ready
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
    return this.#opener.pending.deliver(answer);
  }

  async accessToken(profile: Profile): Promise<string> {
    // A source keeps its tokens in memory, so that a call to the workspace costs no look into the secret storage.
    if (this.#sources.has(sessionKey(profile))) return this.#renewedToken(profile);
    const stored = await this.#read(profile);
    if (stored?.kind === "oauth") return this.#renewedToken(profile);
    const token = stored?.token ?? (await this.#tokenInFile(profile));
    if (token === undefined) throw notSignedIn(profile);
    endOfGivenToken(token, this.#options.clock.now());
    if (stored === undefined) this.#learnUserName(profile, token);
    return token;
  }

  refuse(profile: Profile, accessToken: string): void {
    this.#sources.get(sessionKey(profile))?.refuse(accessToken);
  }

  /** The sessions of all profiles, those with scopes of their own too. Asks no workspace. */
  async openSessions(): Promise<readonly OpenSession[]> {
    const { all } = this.#options.profiles;
    const keys = await this.#secrets.keys();
    const scoped = all.flatMap((profile) => this.#scopedOf(profile, keys));
    const sessions = await Promise.all([...all, ...scoped].map((profile) => this.#openSession(profile)));
    return sessions.filter((session) => session !== undefined);
  }

  /**
   * Signs in to a profile; a sign-in to the same profile that is still waiting ends.
   * @throws PwafError; `cancelled` when the signal fires or the user backs out.
   */
  async signIn(profile: Profile, signal: AbortSignal): Promise<void> {
    if (!this.#options.trusted()) {
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
      const session = await this.#opener.open(profile, stop);
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

  /**
   * Forgets the session here first, then asks the server to, which may fail. Sessions that other extensions have with
   * scopes of their own end with it.
   */
  async signOut(profile: Profile): Promise<void> {
    const profiles = [profile, ...this.#scopedOf(profile, await this.#secrets.keys())];
    this.#signingIn.get(sessionKey(profile))?.abort();
    if (!(await this.#read(profile)) && (await this.#tokenInFile(profile)) !== undefined) {
      throw new PwafError("config", `The token of “${profile.name}” is in the configuration file itself.`, {
        hint: "Remove the line `token = …` there to sign out.",
      });
    }
    const forgotten = await Promise.all(profiles.map((one) => this.#forget(one)));
    this.#options.log.info(`signed out of profile ${profile.name}`);
    await Promise.all(forgotten.map((revoke) => revoke()));
  }

  /** Gives what makes the workspace forget the session, too. */
  async #forget(profile: Profile): Promise<() => Promise<void>> {
    const stored = await this.#read(profile);
    await this.#secrets.delete(profile);
    this.#sources.delete(sessionKey(profile));
    this.#setState(profile, signedOut);
    return async () => {
      if (stored?.kind !== "oauth") return;
      try {
        await this.#opener.revoke(profile, stored.tokens);
      } catch (error) {
        this.#options.log.warn(`The workspace did not revoke the session: ${errorText(error)}`);
      }
    };
  }

  async #openSession(profile: Profile): Promise<OpenSession | undefined> {
    const stored = await this.#read(profile);
    if (stored?.kind === "oauth") {
      const { accessToken, scope } = stored.tokens;
      return { profile, userName: stored.userName, accessToken, scope };
    }
    const state = this.#states.get(sessionKey(profile));
    const userName = stored?.userName ?? (state?.kind === "signedIn" ? state.userName : "");
    const accessToken = stored?.token ?? (await this.#tokenInFile(profile));
    return accessToken === undefined ? undefined : { profile, userName, accessToken, scope: "" };
  }

  /** A profile of the file as other extensions have signed in to it, with scopes of their own. */
  #scopedOf(profile: Profile, keys: readonly string[]): readonly Profile[] {
    const own = sessionKey(profile);
    if (!this.#options.profiles.all.some((candidate) => sessionKey(candidate) === own)) return [];
    const others = keys.filter((key) => key !== own);
    return others.map((key) => withScopesOf(key, profile)).filter((scoped) => scoped !== undefined);
  }

  async #renewedToken(profile: Profile): Promise<string> {
    try {
      return await this.#source(profile).token();
    } catch (error) {
      if (error instanceof PwafError && error.reason === "unauthenticated") {
        this.#sources.delete(sessionKey(profile));
        await this.#restore(profile);
        if (error instanceof SessionEndedError) this.#tellEnd(profile, error);
      }
      throw error;
    }
  }

  /** Many who wait for one renewal get one error. */
  #tellEnd(profile: Profile, error: SessionEndedError): void {
    if (this.#told.has(error)) return;
    this.#told.add(error);
    this.#ended.fire({ profile, error });
  }

  #source(profile: Profile): TokenSource {
    const key = sessionKey(profile);
    const known = this.#sources.get(key);
    if (known) return known;
    const source = new TokenSource({
      store: this.#secrets.tokenStore(profile),
      renew: (tokens) => this.#opener.renew(profile, tokens),
      lock: this.#options.lockFor(key),
      now: () => this.#options.clock.now(),
      sleep: (milliseconds) => sleep(milliseconds),
      log: this.#options.log,
    });
    this.#sources.set(key, source);
    return source;
  }

  async #tokenInFile(profile: Profile): Promise<string | undefined> {
    const mayHaveOne = profile.authType === "pat" && profile.hasSecretInFile;
    return mayHaveOne ? this.#options.profiles.tokenInFile(profile) : undefined;
  }

  /** What is stored for a profile, unless the profile has been changed to another way of signing in since. */
  async #read(profile: Profile): Promise<StoredSession | undefined> {
    const stored = await this.#secrets.read(profile);
    const storedFor = stored?.kind === "pat" ? "pat" : stored?.authType;
    return storedFor === profile.authType ? stored : undefined;
  }

  /** This window or another signed in, signed out or renewed. */
  async #takeOver(key: string): Promise<void> {
    this.#sources.get(key)?.reload();
    const { all } = this.#options.profiles;
    const profile =
      all.find((candidate) => sessionKey(candidate) === key) ??
      all.map((candidate) => withScopesOf(key, candidate)).find((scoped) => scoped !== undefined);
    if (!profile) return;
    await this.#restore(profile);
    this.#stored.fire();
  }

  async #follow(): Promise<void> {
    const { all } = this.#options.profiles;
    const keys = new Set(all.map(sessionKey));
    for (const key of [...this.#states.keys()]) if (!keys.has(key)) this.#states.delete(key);
    this.#update();
    await Promise.all(all.map((profile) => this.#restore(profile)));
    this.#stored.fire();
  }

  async #restore(profile: Profile): Promise<void> {
    const key = sessionKey(profile);
    const look = ++this.#look;
    const stored = await this.#read(profile);
    const isInFile = stored === undefined && (await this.#tokenInFile(profile)) !== undefined;
    // A look that began before a sign-in and ends after it has seen what is no longer so.
    if (look < (this.#lastLook.get(key) ?? 0)) return;
    this.#lastLook.set(key, look);
    if (stored?.kind !== "oauth") this.#sources.delete(key);
    if (this.#signingIn.has(key)) return;
    if (stored) return this.#setState(profile, { kind: "signedIn", userName: stored.userName });
    if (!isInFile) return this.#setState(profile, signedOut);
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
    const before = this.#states.get(key) ?? signedOut;
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

/** The profile with the scopes of a session key; undefined when the key is of another profile or names no scopes. */
function withScopesOf(key: string, profile: Profile): Profile | undefined {
  const scopes = readSessionKey(key)?.scopes;
  const scoped = scopes && { ...profile, scopes };
  return scoped && sessionKey(scoped) === key ? scoped : undefined;
}

function notSignedIn(profile: Profile): PwafError {
  return new PwafError("unauthenticated", `Nobody is signed in to “${profile.name}”.`, { hint: "Sign in first." });
}
