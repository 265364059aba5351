import { PwafError } from "../../../core/base/errors.ts";
import type { Logger } from "../../../core/base/logger.ts";
import type { Profile, SecretKey } from "../../../core/profiles/profile.ts";
import type { AuthHttp } from "../authHttp.ts";
import type { OAuthClient } from "../oauthClient.ts";
import type { Machine } from "../machine.ts";
import type { TokenSet } from "../tokens.ts";
import type { CloudAddresses } from "./clouds.ts";

/** What a way to sign in works with. */
export interface AuthContext {
  readonly profile: Profile;
  readonly http: AuthHttp;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
  /** A secret of the profile; undefined when nobody has given one. Read when it is needed and not kept. */
  readonly secret: (key: SecretKey) => Promise<string | undefined>;
  /** Lets the user sign in by browser with this app. */
  readonly browse: (client: OAuthClient, signal: AbortSignal) => Promise<TokenSet>;
  readonly machine: Machine;
  readonly clouds: CloudAddresses;
}

/** Fields of a profile that hold one word. */
export type ProfileField = {
  [Key in keyof Profile]-?: NonNullable<Profile[Key]> extends string ? Key : never;
}[keyof Profile];

/** One way to sign in. */
export interface AuthMethod {
  /** Without these nobody can sign in. */
  readonly needs: { readonly fields: readonly ProfileField[]; readonly secrets: readonly SecretKey[] };
  /** @throws PwafError `config` when something is missing, `cancelled`, or what went wrong on the way. */
  readonly open: (context: AuthContext, signal: AbortSignal) => Promise<TokenSet>;
  /**
   * Follows tokens that expire by new ones, without asking anybody. Absent where `open` does that.
   * @throws OAuthError `invalid_grant` when a refresh token is spent or revoked; PwafError `unauthenticated` when only
   * a person can go on.
   */
  readonly renew?: (context: AuthContext, tokens: TokenSet, signal?: AbortSignal) => Promise<TokenSet>;
  /** Makes the server forget the session; absent where servers keep none. */
  readonly revoke?: (context: AuthContext, tokens: TokenSet, signal?: AbortSignal) => Promise<void>;
}

/** @throws PwafError `config` that names the key when the profile does not have it. */
export function neededField({ profile }: Pick<AuthContext, "profile">, field: ProfileField): string {
  const value = profile[field];
  if (value !== undefined && value !== "") return value;
  const key = keyOf(field);
  const message = `The profile “${profile.name}” has no \`${key}\`, which \`${profile.authType}\` needs.`;
  throw new PwafError("config", message, { hint: `Set \`${key}\` in the profile.` });
}

/** @throws PwafError `config` that names the key when nobody has given the secret. */
export async function neededSecret(context: Pick<AuthContext, "profile" | "secret">, key: SecretKey): Promise<string> {
  const value = await context.secret(key);
  if (value !== undefined && value !== "") return value;
  throw new PwafError("config", `There is no \`${key}\` for the profile “${context.profile.name}”.`, {
    hint: "Sign in to the profile and give it then: it is kept in the editor's secret storage.",
  });
}

/** Where a machine lacks what a profile builds on, for instance a variable or a program. */
export function lacking(message: string, hint: string): PwafError {
  return new PwafError("config", message, { hint });
}

/** `azureTenantId` is `azure_tenant_id` in the configuration file. */
export function keyOf(field: ProfileField): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
