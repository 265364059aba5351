/** What tests may change about tokens while the emulator runs. */
export interface TokenRules {
  /** Lifetime of access tokens from now on. */
  accessTokenSeconds: number;
  /** True where each refresh token works once. */
  rotateRefreshTokens: boolean;
  /** True makes the address that of an account console: its metadata leads to the account's authorization server. */
  isAccountHost: boolean;
}

/** Applies a change that came as JSON; throws with the reason when it makes no sense. */
export function changeTokenRules(rules: TokenRules, change: unknown): void {
  const {
    accessTokenSeconds: seconds,
    rotateRefreshTokens: rotate,
    isAccountHost,
  } = change as Partial<Record<string, unknown>>;
  if (seconds !== undefined && (typeof seconds !== "number" || !Number.isInteger(seconds) || seconds < 1))
    throw new Error("`accessTokenSeconds` must be a positive whole number");
  if (rotate !== undefined && typeof rotate !== "boolean") throw new Error("`rotateRefreshTokens` must be a boolean");
  if (isAccountHost !== undefined && typeof isAccountHost !== "boolean")
    throw new Error("`isAccountHost` must be a boolean");
  if (isAccountHost !== undefined) rules.isAccountHost = isAccountHost;
  if (seconds !== undefined) rules.accessTokenSeconds = seconds;
  if (rotate !== undefined) rules.rotateRefreshTokens = rotate;
}
