import { PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import { OAuthError } from "./oauthError.ts";
import type { TokenSet, TokenStore } from "./tokens.ts";

export interface TokenSourceOptions {
  readonly store: TokenStore;
  /** @throws OAuthError `invalid_grant` when the refresh token is spent or revoked. */
  readonly refresh: (refreshToken: string) => Promise<TokenSet>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly log: Logger;
  /** A token that expires sooner than this is refreshed first, in milliseconds. Default and minimum 60 000. */
  readonly skewMs?: number;
}

/**
 * How long, in milliseconds, to look for the tokens of whoever spent our refresh token before us. Another window
 * stores them right after its answer arrived, which can be later than ours.
 */
const raceWaits = [0, 250, 750, 1500];

/**
 * Valid access tokens of one session: refreshed before they expire, one refresh at a time. With single-use refresh
 * tokens a lost race against another window looks like a revoked session, so the store decides, not the first refusal.
 */
export class TokenSource {
  readonly #options: TokenSourceOptions;
  readonly #skew: number;
  #current: TokenSet | undefined;
  #refreshing: Promise<TokenSet> | undefined;

  constructor(options: TokenSourceOptions) {
    this.#options = options;
    this.#skew = Math.max(60_000, options.skewMs ?? 0);
  }

  /**
   * @throws PwafError `unauthenticated` when the session is over; a connection reason when it cannot be refreshed now,
   * in which case the session is kept.
   */
  async token(): Promise<string> {
    this.#current ??= await this.#options.store.read();
    if (this.#current && this.#isFresh(this.#current)) return this.#current.accessToken;
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = undefined));
    this.#current = await this.#refreshing;
    return this.#current.accessToken;
  }

  /** Forgets what is in memory; the next call reads the store. */
  reload(): void {
    this.#current = undefined;
  }

  async #refresh(): Promise<TokenSet> {
    const stored = await this.#options.store.read();
    if (!stored) throw sessionOver("Nobody is signed in.");
    if (this.#isFresh(stored)) return stored;
    try {
      return await this.#exchange(stored);
    } catch (error) {
      if (error instanceof OAuthError && error.code === "invalid_grant") return await this.#afterRefusal(stored, error);
      // Offline or a server in trouble: what we have may still do, and the session stays either way.
      if (stored.expiresAt > this.#options.now()) return stored;
      throw error;
    }
  }

  async #exchange(stored: TokenSet): Promise<TokenSet> {
    if (stored.refreshToken === undefined) throw sessionOver("The sign-in has expired and cannot be renewed.");
    const answer = await this.#options.refresh(stored.refreshToken);
    // A server that does not rotate sends no refresh token; the old one stays good.
    const renewed = { ...answer, refreshToken: answer.refreshToken ?? stored.refreshToken };
    await this.#options.store.write(renewed);
    return renewed;
  }

  /** Our refresh token was refused: either someone else has spent it and stored its successor, or the session is over. */
  async #afterRefusal(refused: TokenSet, cause: OAuthError): Promise<TokenSet> {
    for (const wait of raceWaits) {
      await this.#options.sleep(wait);
      const stored = await this.#options.store.read();
      if (!stored) throw sessionOver("The session was signed out.", cause);
      if (stored.refreshToken === refused.refreshToken) continue;
      this.#options.log.debug("another window refreshed this session first");
      return this.#isFresh(stored) ? stored : await this.#exchange(stored);
    }
    await this.#options.store.delete();
    throw sessionOver("The session has ended: the workspace no longer accepts its refresh token.", cause);
  }

  #isFresh(tokens: TokenSet): boolean {
    return tokens.expiresAt - this.#options.now() > this.#skew;
  }
}

function sessionOver(message: string, cause?: unknown): PwafError {
  return new PwafError("unauthenticated", message, { hint: "Sign in again.", cause });
}
