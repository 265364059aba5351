import { PwafError } from "../../core/base/errors.ts";
import type { BrowserSignIn, SecretName } from "../../core/environment/profileVariables.ts";
import type { CfgSection } from "../../core/profiles/databrickscfg.ts";
import { parseDatabrickscfg, valueOf } from "../../core/profiles/databrickscfg.ts";
import { parseHost } from "../../core/profiles/host.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { toProfile } from "../../core/profiles/toProfile.ts";
import { readConfigFile } from "../../workspace/doctor/gather.ts";
import { nodeMachine } from "../../workspace/auth/nodeMachine.ts";
import { identityToken } from "../../workspace/federation/identityToken.ts";
import type { CommandIo } from "../io.ts";

/** A profile of the configuration file, and its secrets as far as the file or the environment has them. */
export interface FoundProfile {
  readonly profile: Profile;
  readonly secret: (name: SecretName) => Promise<string | undefined>;
}

/** The profiles of the configuration file that can be used. @throws PwafError `config` when it cannot be read. */
export async function allProfiles(io: Pick<CommandIo, "env" | "cwd">): Promise<Profile[]> {
  const { sections } = await readSections(io);
  return sections.flatMap((section) => {
    const reading = toProfile(section);
    return reading.kind === "profile" ? [reading.profile] : [];
  });
}

/**
 * Without an access token at hand, a profile of the Databricks CLI is left to that program. An app of one's own is
 * nothing that it could sign in to.
 */
export async function browserSignIn({ profile, secret }: FoundProfile): Promise<BrowserSignIn> {
  const mayAskCli = profile.authType === "databricks-cli" && (await secret("access_token")) === undefined;
  return mayAskCli ? "databricks-cli" : "session";
}

async function readSections(io: Pick<CommandIo, "env" | "cwd">) {
  const { path, text, problem } = await readConfigFile(io.env, io.cwd);
  if (problem !== undefined) throw new PwafError("config", problem, { hint: "Correct DATABRICKS_CONFIG_FILE." });
  return { path, sections: parseDatabrickscfg(text ?? "").sections };
}

/** @throws PwafError `config` when there is no such profile, or it cannot be used. */
export async function findProfile(name: string, io: Pick<CommandIo, "env" | "cwd">): Promise<FoundProfile> {
  const { path, sections } = await readSections(io);
  const section = sections.find((candidate) => candidate.name === name);
  if (!section) {
    const names = sections.map((candidate) => candidate.name).join(", ");
    throw new PwafError("config", `There is no profile “${name}” in ${path}.`, {
      hint: names === "" ? "It has no profiles." : `It has ${names}.`,
    });
  }
  const reading = toProfile(section);
  if (reading.kind === "problem") {
    throw new PwafError("config", reading.problem.message, { hint: reading.problem.hint });
  }
  const { profile } = reading;
  // The command line runs what the user's own file says; there is no folder that could be untrusted.
  const machine = nodeMachine({ environment: io.env, programObstacle: () => undefined });
  return {
    profile,
    secret: async (secret) =>
      secret === "identity_token" ? identityToken({ profile, machine }) : secretOf(secret, profile, section, io.env),
  };
}

/** Variables that hold a secret of the file's, when they belong to the same workspace. */
const variables: Partial<Record<SecretName, string>> = {
  token: "DATABRICKS_TOKEN",
  access_token: "DATABRICKS_TOKEN",
  client_secret: "DATABRICKS_CLIENT_SECRET",
  azure_client_secret: "ARM_CLIENT_SECRET",
  google_credentials: "GOOGLE_CREDENTIALS",
};

function secretOf(
  name: Exclude<SecretName, "identity_token">,
  profile: Profile,
  section: CfgSection,
  env: CommandIo["env"],
): string | undefined {
  const inFile = valueOf(section, name === "access_token" ? "token" : name);
  if (inFile !== undefined && inFile !== "") return inFile;
  return isOf(profile, env) ? env[variables[name] ?? ""] : undefined;
}

/** A secret goes nowhere but to the workspace and the identity that it was set for. */
function isOf({ host, clientId, azureClientId }: Profile, env: CommandIo["env"]): boolean {
  const named = env["DATABRICKS_HOST"] ?? "";
  const isSame = (own: string | undefined, other: string | undefined) => (other ?? "") === "" || own === other;
  if (!isSame(clientId, env["DATABRICKS_CLIENT_ID"]) || !isSame(azureClientId, env["ARM_CLIENT_ID"])) return false;
  try {
    return parseHost(named).host === host;
  } catch {
    return false;
  }
}
