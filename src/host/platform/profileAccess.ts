import type { SecretName } from "../../core/environment/profileVariables.ts";
import type { Profile, SecretKey } from "../../core/profiles/profile.ts";
import type { Machine } from "../../workspace/auth/machine.ts";
import { identityToken } from "../../workspace/federation/identityToken.ts";
import type { Profiles, Sessions } from "../services.ts";

/** The profiles with the secrets that the file or secret storage has for them. */
export interface ProfilesWithSecrets extends Profiles {
  secret(profile: Profile, key: SecretKey): Promise<string | undefined>;
}

export interface SecretSources {
  readonly profiles: Pick<ProfilesWithSecrets, "secret">;
  readonly sessions: Pick<Sessions, "accessToken">;
  readonly machine: Machine;
}

/**
 * Secrets of a profile for a process of its own.
 * @throws PwafError `unauthenticated` when nobody is signed in, and the session would be needed.
 */
export function secretsOf(
  profile: Profile,
  { profiles, sessions, machine }: SecretSources,
): (name: SecretName) => Promise<string | undefined> {
  return async (name) => {
    if (name === "access_token") return sessions.accessToken(profile);
    if (name === "identity_token") return identityToken({ profile, machine });
    const kept = await profiles.secret(profile, name);
    // A token that was typed at sign-in is part of the session.
    return kept ?? (name === "token" ? sessions.accessToken(profile) : undefined);
  };
}
