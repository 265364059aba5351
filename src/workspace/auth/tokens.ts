/** What an OAuth server gave us. Lives in memory and in secret storage only. */
export interface TokenSet {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Milliseconds since 1970 by the clock of this machine. */
  readonly expiresAt: number;
  /** Scopes granted, separated by spaces. */
  readonly scope: string;
}

/** Where the tokens of one session are kept. Other windows may write there too. */
export interface TokenStore {
  read(): Promise<TokenSet | undefined>;
  write(tokens: TokenSet): Promise<void>;
  delete(): Promise<void>;
}
