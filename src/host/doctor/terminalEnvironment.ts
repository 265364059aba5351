import type { Environment } from "../../core/environment/isolate.ts";
import { databricksVariables, isDatabricksVariable, isolated } from "../../core/environment/isolate.ts";
import { profileVariables, withSecrets } from "../../core/environment/profileVariables.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { SecretSources } from "./profileAccess.ts";
import { secretsOf } from "./profileAccess.ts";

/** The editor's own, which it keeps from its terminals as well. Source: microsoft/vscode, `src/vs/base/common/processes.ts`. */
const editorOwn = /^(?:ELECTRON_|VSCODE_(?!PORTABLE$|SHELL_LOGIN$))/;

/**
 * The whole environment of a terminal for a profile, to be used as it is: the editor would otherwise add what other
 * extensions want in terminals, Databricks' own among them. Editors that run elsewhere start from the environment of
 * their server all the same, hence the variables that are null, which removes them.
 */
export async function terminalEnvironment(
  profile: Profile,
  sources: SecretSources,
): Promise<{ readonly environment: Record<string, string | null>; readonly notes: readonly string[] }> {
  const variables = profileVariables(profile);
  const values = await withSecrets(profile, variables, secretsOf(profile, sources));
  const { environment } = sources.machine;
  const strangers = [...databricksVariables, ...Object.keys(environment).filter(isDatabricksVariable)];
  const removed = Object.fromEntries(strangers.map((name) => [name, null]));
  return { environment: { ...removed, ...isolated(ofTerminals(environment), values) }, notes: variables.notes };
}

function ofTerminals(environment: Environment): Environment {
  const kept = Object.entries(environment).filter(([name]) => !editorOwn.test(name));
  return { ...Object.fromEntries(kept), TERM_PROGRAM: "vscode", COLORTERM: "truecolor" };
}
