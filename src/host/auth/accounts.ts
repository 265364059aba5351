import { createHash } from "node:crypto";
import type * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { errorText, PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import type { AuthType, Profile } from "../../core/profiles/profile.ts";
import { sessionKey } from "../../workspace/auth/storedSession.ts";
import type { Profiles } from "../services.ts";
import type { OpenSession, SessionStore } from "./sessionStore.ts";

/** Also in `package.json`, and in the code of whoever asks for sessions. */
export const providerId = "pwaf-databricks";

/** Ways to sign in that ask Databricks' OAuth server for scopes. */
const scopable: ReadonlySet<AuthType> = new Set([
  "external-browser",
  "databricks-cli",
  "oauth-m2m",
  "env-oidc",
  "file-oidc",
  "command-oidc",
  "github-oidc",
  "azure-devops-oidc",
]);

export interface AccountsOptions {
  readonly sessions: Pick<
    SessionStore,
    "accessToken" | "onDidChangeAny" | "onDidStore" | "openSessions" | "ready" | "signOut"
  >;
  readonly profiles: Pick<Profiles, "all">;
  readonly log: Logger;
  /** Lets the user sign in. */
  readonly signIn: (profile: Profile) => Promise<void>;
  /** The profile that an account is wanted of; undefined when the user backs out. */
  readonly pickProfile: () => Promise<Profile | undefined>;
}

/**
 * The sessions of all profiles as the editor and other extensions see them: in the Accounts menu, and by
 * `authentication.getSession("pwaf-databricks", scopes)`. One account per profile; its id is the host followed by the
 * name of the profile (`https://…#dev`), so that whoever gets a token knows where it is good.
 *
 * Scopes are kept to: who asks for none gets the profile's own session; who asks for some gets a session with just
 * those, never one that may do more.
 */
export class Accounts extends Disposable implements vscode.AuthenticationProvider {
  readonly #options: AccountsOptions;
  readonly #changed = this.own(new Emitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>());
  readonly onDidChangeSessions = this.#changed.event;
  #known: ReadonlyMap<string, vscode.AuthenticationSession> = new Map();
  #isComparing = false;
  #isDirty = false;

  constructor(options: AccountsOptions) {
    super();
    this.#options = options;
    const { sessions } = options;
    this.own(sessions.onDidStore(() => void this.#compare()));
    this.own(sessions.onDidChangeAny(() => void this.#compare()));
  }

  /**
   * Without scopes all sessions as they are stored, for lists; with scopes those that fit, with tokens that are valid.
   * @throws PwafError when there are sessions and no token can be had now.
   */
  async getSessions(
    scopes: readonly string[] | undefined,
    { account }: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession[]> {
    const { sessions } = this.#options;
    await sessions.ready;
    const all = (await sessions.openSessions()).filter(
      ({ profile }) => account === undefined || accountId(profile) === account.id,
    );
    if (scopes === undefined) return all.map(describe);
    const fitting = all.filter(({ profile }) => this.#fits(profile, scopes));
    const tried = await Promise.allSettled(fitting.map((session) => this.#withValidToken(session)));
    const valid = tried.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const failed = tried.find((one) => one.status === "rejected" && !isSignedOut(one.reason));
    if (valid.length === 0 && failed?.status === "rejected") throw failed.reason;
    return valid;
  }

  /** @throws PwafError; `cancelled` when the user backs out. */
  async createSession(
    scopes: readonly string[],
    { account }: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession> {
    const { profiles, sessions, signIn, pickProfile } = this.#options;
    await sessions.ready;
    const profile = account
      ? profiles.all.find((candidate) => accountId(candidate) === account.id)
      : await pickProfile();
    if (!profile) throw new PwafError("cancelled", "The sign-in was cancelled.");
    const isOwn = this.#fits(profile, scopes);
    if (!isOwn && !scopable.has(profile.authType)) {
      throw new PwafError("config", `The scopes of “${profile.name}” cannot be chosen: its tokens may do everything.`, {
        hint: "Use a profile that signs in by browser or with OAuth M2M.",
      });
    }
    const target = isOwn ? profile : { ...profile, scopes: requestable(scopes) };
    await signIn(target);
    const session = (await sessions.openSessions()).find((one) => sessionKey(one.profile) === sessionKey(target));
    if (!session) throw new PwafError("sign-in", `Nobody is signed in to “${profile.name}”.`);
    return this.#withValidToken(session);
  }

  async removeSession(id: string): Promise<void> {
    const { sessions } = this.#options;
    const session = (await sessions.openSessions()).find(({ profile }) => sessionId(profile) === id);
    if (session) await sessions.signOut(session.profile);
  }

  #fits(profile: Profile, scopes: readonly string[]): boolean {
    const wanted = requestable(scopes);
    if (wanted.length > 0) return wanted.join(" ") === requestable(profile.scopes ?? ["all-apis"]).join(" ");
    const key = sessionKey(profile);
    return this.#options.profiles.all.some((candidate) => sessionKey(candidate) === key);
  }

  async #withValidToken(session: OpenSession): Promise<vscode.AuthenticationSession> {
    return describe({ ...session, accessToken: await this.#options.sessions.accessToken(session.profile) });
  }

  /** Many changes are looked at in one go, and none is missed that comes while we look. */
  async #compare(): Promise<void> {
    this.#isDirty = true;
    if (this.#isComparing) return;
    this.#isComparing = true;
    try {
      while (this.#isDirty && !this.isDisposed) {
        this.#isDirty = false;
        const sessions = await this.#options.sessions.openSessions();
        this.#tell(new Map(sessions.map((session) => [sessionId(session.profile), describe(session)])));
      }
    } catch (error) {
      this.#options.log.warn(errorText(error));
    } finally {
      this.#isComparing = false;
    }
  }

  #tell(now: ReadonlyMap<string, vscode.AuthenticationSession>): void {
    const before = this.#known;
    this.#known = now;
    const added = [...now.values()].filter(({ id }) => !before.has(id));
    const removed = [...before.values()].filter(({ id }) => !now.has(id));
    const changed = [...now.values()].filter(({ id, accessToken, account }) => {
      const old = before.get(id);
      return old && (old.accessToken !== accessToken || old.account.label !== account.label);
    });
    if (added.length + removed.length + changed.length > 0) this.#changed.fire({ added, removed, changed });
  }
}

function describe({ profile, userName, accessToken, scope }: OpenSession): vscode.AuthenticationSession {
  return {
    id: sessionId(profile),
    accessToken,
    account: { id: accountId(profile), label: userName === "" ? profile.name : `${profile.name} (${userName})` },
    scopes: scope === "" ? (profile.scopes ?? []) : scope.split(" "),
  };
}

/** In an order of its own, once each. A refresh token is our business: tokens are renewed anyway. */
function requestable(scopes: readonly string[]): readonly string[] {
  return [...new Set(scopes)].filter((scope) => scope !== "offline_access" && scope !== "").sort();
}

function accountId({ host, name }: Profile): string {
  return `${host}#${encodeURIComponent(name)}`;
}

function sessionId(profile: Profile): string {
  return createHash("sha256").update(sessionKey(profile)).digest("hex").slice(0, 32);
}

function isSignedOut(error: unknown): boolean {
  return error instanceof PwafError && error.reason === "unauthenticated";
}
