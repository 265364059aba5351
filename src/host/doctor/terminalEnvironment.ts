import type { Environment } from "../../core/environment/isolate.ts";
import { isolated } from "../../core/environment/isolate.ts";
import { profileVariables, withSecrets } from "../../core/environment/profileVariables.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { SecretSources } from "./profileAccess.ts";
import { secretsOf } from "./profileAccess.ts";

/** The editor's own, which it keeps from its terminals as well. Source: microsoft/vscode, `src/vs/base/common/processes.ts`. */
const editorOwn = /^(?:ELECTRON_|VSCODE_(?!PORTABLE$|SHELL_LOGIN$))/;

/**
 * The whole environment of a terminal for a profile. It is handed over as it is, because the editor would otherwise add
 * what other extensions want in terminals, Databricks' own among them.
 */
export async function terminalEnvironment(
  profile: Profile,
  sources: SecretSources,
): Promise<{ readonly environment: Record<string, string>; readonly notes: readonly string[] }> {
  const variables = profileVariables(profile);
  const values = await withSecrets(profile, variables, secretsOf(profile, sources));
  return { environment: isolated(ofTerminals(sources.machine.environment), values), notes: variables.notes };
}

function ofTerminals(environment: Environment): Environment {
  const kept = Object.entries(environment).filter(([name]) => !editorOwn.test(name));
  return { ...Object.fromEntries(kept), TERM_PROGRAM: "vscode", COLORTERM: "truecolor" };
}
