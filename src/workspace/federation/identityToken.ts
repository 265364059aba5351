import { PwafError } from "../../core/base/errors.ts";
import { defaultOidcTokenVariable } from "../../core/environment/attributes.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { Machine } from "../auth/machine.ts";

/**
 * The identity token that a profile trades for one of Databricks', where a variable, a file or a program of the user's
 * has it; undefined for other ways of signing in and where there is none.
 * @throws PwafError `config` when the program fails.
 */
export async function identityToken(
  { authType, oidcTokenCommand, oidcTokenEnv, oidcTokenFilepath }: Profile,
  machine: Machine,
  signal?: AbortSignal,
): Promise<string | undefined> {
  switch (authType) {
    case "env-oidc":
      return word(machine.environment[oidcTokenEnv ?? defaultOidcTokenVariable]);
    case "file-oidc":
      return oidcTokenFilepath === undefined ? undefined : word(await machine.readFile(oidcTokenFilepath));
    case "command-oidc": {
      if (oidcTokenCommand === undefined) return undefined;
      const result = await machine.run({ commandLine: oidcTokenCommand }, signal);
      if (result?.exitCode === 0) return word(result.output);
      throw new PwafError(
        "config",
        `The program of \`oidc_token_command\` failed (exit code ${result?.exitCode ?? 127}).`,
        {
          hint: "Run it in a terminal to see what it says.",
        },
      );
    }
    default:
      return undefined;
  }
}

function word(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === "" ? undefined : trimmed;
}
