import type { SignIn } from "../../conformance/runEntry.ts";
import type { ConformanceEntry } from "../../core/conformance/entry.ts";
import type { BrowserSignIn, SecretName } from "../../core/environment/profileVariables.ts";
import { profileVariables, withSecrets } from "../../core/environment/profileVariables.ts";
import type { Profile } from "../../core/profiles/profile.ts";

/** Where entries run, and how they sign in there. */
export interface Target {
  /** For people. */
  readonly name: string;
  /** @throws PwafError when nobody can sign in as the entry promises */
  signIn(entry: Pick<ConformanceEntry, "auth">): Promise<SignIn>;
  close(): Promise<void>;
}

/** The variables of a profile, secrets filled in. @throws PwafError for a secret that is not there. */
export async function signInOf(
  profile: Profile,
  secret: (name: SecretName) => Promise<string | undefined>,
  browserSignIn?: BrowserSignIn,
): Promise<SignIn> {
  const { variables } = profileVariables(profile, browserSignIn);
  const values = await withSecrets(profile, { variables, notes: [] }, secret);
  return { name: profile.name, authType: profile.authType, host: profile.host, variables, values };
}
