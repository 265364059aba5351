import type { AuthType } from "../../core/profiles/profile.ts";
import type { LocalContext } from "../auth/methods/identityTokens.ts";
import { fromCommand, fromEnvironment, fromFile } from "../auth/methods/identityTokens.ts";

const sources: Partial<Record<AuthType, (context: LocalContext, signal?: AbortSignal) => Promise<string>>> = {
  "env-oidc": fromEnvironment,
  "file-oidc": fromFile,
  "command-oidc": fromCommand,
};

/**
 * The identity token that a profile trades for one of Databricks', where a variable, a file or a program of the user's
 * has it; undefined for other ways of signing in.
 * @throws PwafError `config` when it is not there, or the program fails.
 */
export async function identityToken(context: LocalContext, signal?: AbortSignal): Promise<string | undefined> {
  return sources[context.profile.authType]?.(context, signal);
}
