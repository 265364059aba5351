import { PwafError } from "../base/errors.ts";
import type { AuthType, Profile } from "../profiles/profile.ts";
import type { ConformanceAuth } from "./entry.ts";
import { conformanceAuthNames } from "./entry.ts";

/** Ways to sign in that are of a kind. `metadata-service` is none: it hands out tokens of whoever it has. */
const kinds: Readonly<Record<ConformanceAuth, readonly AuthType[]>> = {
  pat: ["pat"],
  m2m: ["oauth-m2m", "azure-client-secret", "azure-msi", "google-credentials", "google-id"],
  u2m: ["external-browser", "databricks-cli", "azure-cli"],
  federation: ["env-oidc", "file-oidc", "command-oidc", "github-oidc", "azure-devops-oidc"],
};

/**
 * The profile that an entry signs in with: the chosen one where it is of the promised kind, else another of the same
 * workspace that is.
 * @throws PwafError `config` when there is none.
 */
export function profileFor(auth: ConformanceAuth, chosen: Profile, all: readonly Profile[]): Profile {
  const fits = ({ authType }: Profile) => kinds[auth].includes(authType);
  const profile = fits(chosen) ? chosen : all.find((other) => other.host === chosen.host && fits(other));
  if (profile) return profile;
  throw new PwafError("config", `No profile of ${chosen.host} signs in by ${conformanceAuthNames[auth]}.`, {
    hint: `Add one with \`auth_type = ${kinds[auth][0] ?? ""}\` and the same host.`,
  });
}
