import type { BrowserSignIn, ProfileVariables, SecretName } from "../core/environment/profileVariables.ts";
import { profileVariables, withSecrets } from "../core/environment/profileVariables.ts";
import type { AuthType, Profile } from "../core/profiles/profile.ts";

/** Who a run signs in as. */
export interface SignIn {
  /** The profile's name. */
  readonly name: string;
  readonly authType: AuthType;
  /** Origin of the workspace. */
  readonly host: string;
  readonly variables: ProfileVariables["variables"];
  /** The same as values. */
  readonly values: Readonly<Record<string, string>>;
}

/** The variables of a profile, secrets filled in. @throws PwafError for a secret that is not there. */
export async function signInOf(
  profile: Profile,
  secret: (name: SecretName) => Promise<string | undefined>,
  browserSignIn?: BrowserSignIn,
): Promise<SignIn> {
  const { name, authType, host } = profile;
  const variables = profileVariables(profile, browserSignIn);
  return {
    name,
    authType,
    host,
    variables: variables.variables,
    values: await withSecrets(profile, variables, secret),
  };
}
