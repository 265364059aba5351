import type { Environment } from "../../core/environment/isolate.ts";
import { databricksVariables, isDatabricksVariable } from "../../core/environment/isolate.ts";
import { profileVariables, withSecrets } from "../../core/environment/profileVariables.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { SecretSources } from "../platform/profileAccess.ts";
import { secretsOf } from "../platform/profileAccess.ts";

/** What a terminal for a profile needs. */
export interface TerminalEnvironment {
  /** Databricks variables of the profile. */
  readonly values: Readonly<Record<string, string>>;
  /** Databricks variables to take away, as null. */
  readonly removed: Readonly<Record<string, null>>;
  readonly notes: readonly string[];
}

/** The variables of one profile, and those that must go. @throws PwafError for a secret that is not there. */
export async function terminalEnvironment(profile: Profile, sources: SecretSources): Promise<TerminalEnvironment> {
  const variables = profileVariables(profile);
  const values = await withSecrets(profile, variables, secretsOf(profile, sources));
  return { values, removed: removedFrom(sources.machine.environment), notes: variables.notes };
}

function removedFrom(environment: Environment): Record<string, null> {
  const strangers = [...databricksVariables, ...Object.keys(environment).filter(isDatabricksVariable)];
  return Object.fromEntries(strangers.map((name) => [name, null]));
}
