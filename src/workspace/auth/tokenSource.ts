import { createHash } from "node:crypto";
import { PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import { OAuthError } from "./oauthError.ts";
import type { RefreshLock, Turn } from "./refreshLock.ts";
import type { TokenSet, TokenStore } from "./tokens.ts";

export interface TokenSourceOptions {
  readonly store: TokenStore;
  /**
   * Follows tokens by new ones.
   * @throws OAuthError `invalid_grant` when the refresh token is spent or revoked; PwafError `unauthenticated` when only
   * a person can go on.
   */
  readonly renew: (tokens: TokenSet) => Promise<TokenSet>;
  /** Keeps other windows from renewing the same session meanwhile. */
  readonly lock: RefreshLock;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly log: Logger;
  /** A token that expires sooner than this is renewed first, in milliseconds. Default and minimum 60 000. */
  readonly skewMs?: number;
}

/** A session is over, by the word of the workspace, and was removed from the store. */
export class SessionEndedError extends PwafError {
  constructor(message: string, cause: PwafError) {
    super("unauthenticated", message, { hint: "Sign in again.", cause });
    this.name = "SessionEndedError";
  }
}

/**
 * How long, in milliseconds, to look for the tokens of whoever spent our refresh token before us. The lock prevents
 * that, except where it cannot be had, or was lost while the machine slept.
 */
const raceWaits = [0, 250, 750, 1500];

/** How long, in milliseconds, to look for tokens that are known to be stored by another window. */
const arrivalWaits = [20, 50, 100, 200, 400, 800, 1600];

/**
 * Valid access tokens of one session: renewed before they expire, one renewal at a time among all windows. With
 * single-use refresh tokens a lost race looks like a revoked session, so the store decides, not the first refusal.
 */
export class TokenSource {
  readonly #options: TokenSourceOptions;
  readonly #skew: number;
  #current: TokenSet | undefined;
  /** An access token that the workspace does not accept, whatever we think of its age. */
  #refused: string | undefined;
  #renewing: Promise<TokenSet> | undefined;

  constructor(options: TokenSourceOptions) {
    this.#options = options;
    this.#skew = Math.max(60_000, options.skewMs ?? 0);
  }

  /**
   * @throws PwafError `unauthenticated` when the session is over (`SessionEndedError` if it ended now); a connection reason when it cannot be renewed now,
   * in which case the session is kept.
   */
  async token(): Promise<string> {
    this.#current ??= await this.#options.store.read();
    if (this.#current && this.#isFresh(this.#current)) return this.#current.accessToken;
    this.#renewing ??= this.#renewed().finally(() => (this.#renewing = undefined));
    this.#current = await this.#renewing;
    return this.#current.accessToken;
  }

  /** The workspace has refused an access token of this session: it will not be given again. */
  refuse(accessToken: string): void {
    this.#refused = accessToken;
  }

  /** Forgets what is in memory; the next call reads the store. */
  reload(): void {
    this.#current = undefined;
  }

  async #renewed(): Promise<TokenSet> {
    // Another window may have done it long ago; that needs no lock.
    const stored = await this.#stored();
    if (this.#isFresh(stored)) return stored;
    try {
      return await this.#options.lock((turn) => this.#renewedInTurn(turn));
    } catch (error) {
      // Offline or a server in trouble: what we have may still do, and the session stays either way.
      const isOver = error instanceof PwafError && error.reason === "unauthenticated";
      if (!isOver && this.#isUsable(stored)) return stored;
      throw error;
    }
  }

  async #renewedInTurn(turn: Turn): Promise<TokenSet> {
    const stored = await this.#arrived(turn.before);
    if (this.#isFresh(stored)) return stored;
    try {
      const renewed = await this.#exchange(stored);
      await turn.leave(markOf(renewed));
      return renewed;
    } catch (error) {
      if (error instanceof OAuthError && error.code === "invalid_grant") return await this.#afterRefusal(stored, error);
      if (error instanceof PwafError && error.reason === "unauthenticated") throw await this.#end(error.message, error);
      throw error;
    }
  }

  /**
   * What is stored, once it is what the window before us has stored: a refresh token that is used twice can make a
   * server end the session. It may never come, where that window cannot store anything.
   */
  async #arrived(mark: string | undefined): Promise<TokenSet> {
    for (const wait of mark === undefined ? [] : arrivalWaits) {
      const stored = await this.#stored();
      if (markOf(stored) === mark) return stored;
      await this.#options.sleep(wait);
    }
    return this.#stored();
  }

  async #exchange(stored: TokenSet): Promise<TokenSet> {
    const answer = await this.#options.renew(stored);
    const latest = await this.#stored();
    if (latest.accessToken !== stored.accessToken) return latest;
    // A server that does not rotate sends no refresh token; the old one stays good.
    const refreshToken = answer.refreshToken ?? stored.refreshToken;
    const renewed = { ...answer, ...(refreshToken === undefined ? {} : { refreshToken }) };
    await this.#options.store.write(renewed);
    return renewed;
  }

  /** Our refresh token was refused: either someone else has spent it and stored its successor, or the session is over. */
  async #afterRefusal(refused: TokenSet, cause: OAuthError): Promise<TokenSet> {
    for (const wait of raceWaits) {
      await this.#options.sleep(wait);
      const stored = await this.#stored();
      if (stored.accessToken === refused.accessToken) continue;
      this.#options.log.debug("another window renewed this session first");
      return this.#isFresh(stored) ? stored : await this.#exchange(stored);
    }
    throw await this.#end("The session has ended: the workspace no longer accepts its refresh token.", cause);
  }

  async #end(message: string, cause: PwafError): Promise<SessionEndedError> {
    await this.#options.store.delete();
    return new SessionEndedError(message, cause);
  }

  async #stored(): Promise<TokenSet> {
    const stored = await this.#options.store.read();
    if (stored) return stored;
    throw new PwafError("unauthenticated", "Nobody is signed in.", { hint: "Sign in again." });
  }

  #isFresh(tokens: TokenSet): boolean {
    return this.#isUsable(tokens) && tokens.expiresAt - this.#options.now() > this.#skew;
  }

  #isUsable(tokens: TokenSet): boolean {
    return tokens.expiresAt > this.#options.now() && tokens.accessToken !== this.#refused;
  }
}

/** Tells tokens apart and tells nothing of them. */
function markOf({ accessToken }: TokenSet): string {
  return createHash("sha256").update(accessToken).digest("hex").slice(0, 16);
}
